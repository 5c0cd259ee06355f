using System.Globalization;

namespace Feishu.Protocol.Endpoints;

/// <summary>Why the upgrade to a WebSocket was refused (protocol notes, section 1.6).</summary>
/// <param name="HttpStatus">Status of the HTTP answer.</param>
/// <param name="Status">Header <see cref="HandshakeHeader.Status"/>; null when absent or not a number.</param>
/// <param name="Message">Header <see cref="HandshakeHeader.Message"/>, cut to a sensible length; empty when absent.</param>
/// <param name="AuthErrorCode">Header <see cref="HandshakeHeader.AuthErrorCode"/>; null when absent or not a number.</param>
public sealed record HandshakeRefusal(int HttpStatus, long? Status, string Message, long? AuthErrorCode)
{
    /// <summary>Reads what is there; anything may be missing.</summary>
    /// <param name="httpStatus">Status of the HTTP answer.</param>
    /// <param name="header">Finds the value of a header without regard to case, or null.</param>
    public static HandshakeRefusal FromHeaders(int httpStatus, Func<string, string?> header)
    {
        ArgumentNullException.ThrowIfNull(header);
        return new HandshakeRefusal(
            httpStatus,
            ParseCode(header(HandshakeHeader.Status)),
            PlatformText.Clean(header(HandshakeHeader.Message)),
            ParseCode(header(HandshakeHeader.AuthErrorCode)));
    }

    private static long? ParseCode(string? text) =>
        long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var code) ? code : null;
}
