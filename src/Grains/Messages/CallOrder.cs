using FeishuOrleans.Grains.Interfaces.Messages;

namespace FeishuOrleans.Grains.Messages;

/// <summary>Starts the calls of each caller in the order in which they were made, although they may arrive in another. One for an activation,
/// guarded by its turns.</summary>
internal sealed class CallOrder(TimeProvider time)
{
    /// <summary>Longer than any call is on its way to an account; a caller that comes back later begins anew.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(2);

    private readonly Dictionary<Guid, CallerOrder> _callers = [];

    /// <summary>Callers that are remembered.</summary>
    public int Callers => _callers.Count;

    /// <summary>Starts a call when its turn has come, which mostly is at once.</summary>
    /// <param name="place">Its place; a call without one starts at once.</param>
    /// <param name="start">Takes what the order is about before it first waits.</param>
    public Task<SendReply> RunAsync(CallPlace? place, Func<Task<SendReply>> start)
    {
        if (place is null)
            return start();
        if (!_callers.TryGetValue(place.Caller, out var caller))
            caller = Meet(place.Caller);
        return caller.RunAsync(place, start);
    }

    private CallerOrder Meet(Guid id)
    {
        foreach (var (known, order) in _callers)
        {
            if (order.Idle > Memory)
                _callers.Remove(known);
        }

        return _callers[id] = new CallerOrder(time);
    }
}
