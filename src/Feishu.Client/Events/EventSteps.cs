using System.Diagnostics;

namespace Feishu.Client.Events;

/// <summary>
/// Announces how far an event is to subscribers of the <see cref="DiagnosticListener"/> <c>Feishu.Client</c>; crash tests end the
/// process there. Without a subscriber it costs the reading of a field.
/// </summary>
internal static class EventSteps
{
    public const string EventReceived = "event received";
    public const string AckSending = "ack sending";
    public const string AckSent = "ack sent";

    private static readonly DiagnosticListener Listener = new("Feishu.Client");

    public static void Reached(string step)
    {
        if (Listener.IsEnabled())
            Listener.Write(step, null);
    }
}
