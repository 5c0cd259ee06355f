using System.Globalization;

namespace Feishu.Simulator.Recording;

/// <summary>Writes a line for people about what matters: connections, events, acknowledgements, violations.</summary>
internal sealed class LineReporter(TextWriter output)
{
    private readonly TextWriter _output = TextWriter.Synchronized(output);

    public void Report(string appId, LogEntry entry)
    {
        if (Describe(entry) is { } text)
            _output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{entry.At:HH:mm:ss.fff} {appId} {text}"));
    }

    private static string? Describe(LogEntry entry) => entry switch
    {
        DiscoveryAnswered { Code: 0, Note: null } => null,
        DiscoveryAnswered e => $"discovery answered {e.Code?.ToString(CultureInfo.InvariantCulture) ?? $"HTTP {e.HttpStatus}"} {e.Note}",
        HandshakeRefused e => $"upgrade refused: HTTP {e.HttpStatus}, status {e.Status}, autherrcode {e.AuthErrorCode}, {e.Reason}",
        Connected e => $"connected {e.ConnectionId} ({e.Live} live)",
        Disconnected e => $"disconnected {e.ConnectionId} by {e.By}, code {e.CloseCode}, {e.Reason} ({e.Live} live)",
        Delivered e => $"event {e.EventId} -> {e.ConnectionId}, push {e.Attempt}, {e.Frames} frame(s)",
        Acknowledged e => $"ack {e.EventId} code {e.Code} after {e.Milliseconds:F1} ms{(e.Late ? ", too late" : "")}",
        DeliveryFailed e => $"push {e.Attempt} of {e.EventId} failed: {e.Cause}, {(e.NextPushIn is { } pause ? $"again in {pause}" : "given up")}",
        CallbackEnded e => $"callback {e.EventId} ended with {e.Code} after {e.Milliseconds:F1} ms",
        Violation e => $"VIOLATION on {e.ConnectionId}: {e.Rule}: {e.Detail}",
        MessageSent e => $"message {e.MessageId} to {e.ChatId}{(e.Repeated ? ", a repetition" : "")}",
        _ => null,
    };
}
