namespace Feishu.Simulator.Recording;

/// <summary>Who ended a connection.</summary>
public enum DisconnectedBy
{
    /// <summary>The client sent a close frame.</summary>
    Client,

    /// <summary>The simulator closed or reset it.</summary>
    Server,

    /// <summary>The transport broke without a close frame.</summary>
    Network,
}
