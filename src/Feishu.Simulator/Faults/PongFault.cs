namespace Feishu.Simulator.Faults;

/// <summary>How pings are answered.</summary>
public sealed record PongFault : StageFault
{
    /// <summary>What the pong carries, or that there is none.</summary>
    public PongMode Mode { get; init; }

    internal override void Validate()
    {
        if (Hang || Reset)
            throw new ArgumentException("A pong knows mode and delay only.");
    }
}
