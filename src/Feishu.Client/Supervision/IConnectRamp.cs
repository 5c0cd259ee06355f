namespace Feishu.Client.Supervision;

/// <summary>Spreads attempts of many accounts over time, so that a process never asks for too many connections a second.</summary>
public interface IConnectRamp
{
    /// <summary>Takes the next free slot and says how long it is until then. Never negative, and bounded by accounts over rate.</summary>
    TimeSpan Reserve();
}
