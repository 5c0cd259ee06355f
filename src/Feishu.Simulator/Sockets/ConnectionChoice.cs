namespace Feishu.Simulator.Sockets;

/// <summary>Words that choose connections; any other text is a connection id.</summary>
public static class ConnectionChoice
{
    /// <summary>Every connection of the app.</summary>
    public const string All = "all";

    /// <summary>One at random.</summary>
    public const string One = "one";
}
