namespace Feishu.Simulator.Faults;

/// <summary>The faults armed for one app, or for all. An app's own fault goes before one for all.</summary>
public sealed class FaultBoard
{
    /// <summary>Discovery.</summary>
    public FaultSlot<EndpointFault> Endpoint { get; } = new();

    /// <summary>The upgrade.</summary>
    public FaultSlot<HandshakeFault> Handshake { get; } = new();

    /// <summary>Pongs.</summary>
    public FaultSlot<PongFault> Pong { get; } = new();

    /// <summary>The tenant access token.</summary>
    public FaultSlot<ApiFault> Token { get; } = new();

    /// <summary>Bot info.</summary>
    public FaultSlot<ApiFault> BotInfo { get; } = new();

    /// <summary>Sending and replying.</summary>
    public FaultSlot<ApiFault> Messages { get; } = new();

    /// <summary>Resets every discovery, upgrade and Open API call until cleared.</summary>
    public void RefuseEverything()
    {
        Endpoint.Set(new EndpointFault { Reset = true });
        Handshake.Set(new HandshakeFault { Reset = true });
        foreach (var api in (FaultSlot<ApiFault>[])[Token, BotInfo, Messages])
            api.Set(new ApiFault { Reset = true });
    }

    /// <summary>Ends all faults.</summary>
    public void Clear()
    {
        Endpoint.Clear();
        Handshake.Clear();
        Pong.Clear();
        Token.Clear();
        BotInfo.Clear();
        Messages.Clear();
    }
}
