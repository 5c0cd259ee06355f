namespace Feishu.Client.Supervision;

/// <summary>WebSocket close codes with a meaning of their own on this platform (protocol notes, section 9).</summary>
public static class CloseCode
{
    /// <summary>Closed right after the upgrade because the app has too many connections.</summary>
    public const int OverLimit = 3001;
}
