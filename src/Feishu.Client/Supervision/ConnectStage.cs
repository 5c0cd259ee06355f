namespace Feishu.Client.Supervision;

/// <summary>The stages of an attempt, in their order.</summary>
public enum ConnectStage
{
    /// <summary>Waiting for its slot in the ramp (<see cref="IConnectRamp"/>).</summary>
    Queued,

    /// <summary>Asking the platform for a ticket.</summary>
    Discovering,

    /// <summary>Opening the WebSocket.</summary>
    Handshaking,

    /// <summary>Open and pinged; waiting for the first frame.</summary>
    AwaitingFirstFrame,
}
