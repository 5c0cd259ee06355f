namespace Feishu.Simulator.Delivery;

/// <summary>Where a push stands.</summary>
internal enum PushState
{
    Waiting,
    Acknowledged,
    Failed,
}
