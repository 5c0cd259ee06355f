namespace Feishu.Protocol.Endpoints;

/// <summary>HTTP headers of a refused upgrade (protocol notes, section 1.6). Case does not matter.</summary>
public static class HandshakeHeader
{
    public const string Status = "Handshake-Status";

    public const string Message = "Handshake-Msg";

    public const string AuthErrorCode = "Handshake-Autherrcode";
}
