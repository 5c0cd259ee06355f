using FeishuOrleans.Grains.Dispatch;

namespace FeishuOrleans.Grains.Replays;

/// <summary>Waits for a place in a lane, behind the accounts that stand in line already. For one caller at a time.</summary>
internal sealed class LaneTurn : ILaneUser
{
    private readonly WakeUp _wakeUp = new();

    public void Wake() => _wakeUp.Set();

    public async Task<LanePass> EnterAsync(EndpointLane lane, CancellationToken cancellation)
    {
        try
        {
            LanePass pass;
            while ((pass = lane.Enter(this)) == LanePass.None)
                await _wakeUp.WaitAsync(cancellation);
            return pass;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            lane.Withdraw(this);
            throw;
        }
    }
}
