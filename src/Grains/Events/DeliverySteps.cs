using System.Diagnostics;

namespace FeishuOrleans.Grains.Events;

/// <summary>
/// Announces how far an event is on its way to the operator's code to subscribers of the <see cref="DiagnosticListener"/>
/// <c>FeishuOrleans.Delivery</c>; crash tests end the process there. Without a subscriber it costs the reading of a field.
/// </summary>
public static class DeliverySteps
{
    /// <summary>An event was read and is about to wait for its batch.</summary>
    public const string AppendQueued = "append queued";

    /// <summary>The rows of a batch are written, its transaction is not committed.</summary>
    public const string BatchWritten = "batch written";

    /// <summary>The transaction of a batch is committed; nobody was told.</summary>
    public const string BatchCommitted = "batch committed";

    /// <summary>Dispatch took an event to deliver it.</summary>
    public const string DeliveryPicked = "delivery picked";

    /// <summary>A request is about to leave.</summary>
    public const string RequestSending = "request sending";

    /// <summary>The answer to a request is there, and nothing was made of it.</summary>
    public const string ResponseReceived = "response received";

    /// <summary>Progress is about to be saved.</summary>
    public const string ProgressSaving = "progress saving";

    /// <summary>Progress is saved.</summary>
    public const string ProgressSaved = "progress saved";

    private static readonly DiagnosticListener Listener = new("FeishuOrleans.Delivery");

    /// <summary>A step was reached. Any thread.</summary>
    public static void Reached(string step)
    {
        if (Listener.IsEnabled())
            Listener.Write(step, null);
    }
}
