using System.Globalization;
using Feishu.Protocol.Frames;
using Feishu.Simulator.Recording;

namespace Feishu.Simulator.Delivery;

/// <summary>Compares an acknowledgement with the frame it echoes (protocol notes, section 4.3).</summary>
internal static class EchoCheck
{
    public static IEnumerable<(BrokenRule Rule, string Detail)> Compare(Frame sent, Frame ack, bool failed)
    {
        if (ack.SeqID != sent.SeqID)
            yield return (BrokenRule.Echo, $"SeqID {ack.SeqID} instead of {sent.SeqID}");
        if (ack.LogID != sent.LogID)
            yield return (BrokenRule.Echo, $"LogID {ack.LogID} instead of {sent.LogID}");
        if (ack.Service != sent.Service)
            yield return (BrokenRule.Echo, $"service {ack.Service} instead of {sent.Service}");
        if (ack.LogIDNew != sent.LogIDNew)
            yield return (BrokenRule.Echo, $"LogIDNew {ack.LogIDNew} instead of {sent.LogIDNew}");
        if (ack.PayloadEncoding != sent.PayloadEncoding || ack.PayloadType != sent.PayloadType)
            yield return (BrokenRule.Echo, "payload_encoding or payload_type changed");

        var added = ack.Headers.Skip(sent.Headers.Count).ToList();
        if (!ack.Headers.Take(sent.Headers.Count).SequenceEqual(sent.Headers))
            yield return (BrokenRule.Echo, $"headers [{Text(ack.Headers)}] do not begin with [{Text(sent.Headers)}]");
        else if (added.Exists(header => header.Key != HeaderName.BizRt) || added.Count > 1)
            yield return (BrokenRule.Echo, $"headers were added: {Text(added)}");

        if (BizRtProblem(ack, failed) is { } problem)
            yield return (BrokenRule.BizRt, problem);
    }

    // Negative numbers are the official node client's; it is left out by the Python client when a handler fails.
    private static string? BizRtProblem(Frame ack, bool failed)
    {
        if (ack.FindHeader(HeaderName.BizRt) is not { } text)
            return failed ? null : "biz_rt is missing";
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) ? null : $"biz_rt is {text}";
    }

    private static string Text(IEnumerable<Header> headers) => string.Join(", ", headers.Select(header => $"{header.Key}={header.Value}"));
}
