using FeishuOrleans.Grains.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FeishuOrleans.Grains.Dispatch;

/// <summary>The lanes of this silo, each for as long as an account uses it. Thread-safe.</summary>
internal sealed class EndpointLanes(IOptions<DispatchOptions> options, SteadyClock clock, Jitter jitter, ILogger<EndpointLane> logger)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (EndpointLane Lane, int Users)> _lanes = new(StringComparer.Ordinal);

    public EndpointLane Rent(string endpoint)
    {
        lock (_gate)
        {
            var (lane, users) = _lanes.GetValueOrDefault(endpoint);
            lane ??= Create(endpoint);
            _lanes[endpoint] = (lane, users + 1);
            return lane;
        }
    }

    public void Return(EndpointLane lane)
    {
        lock (_gate)
        {
            var users = _lanes[lane.Endpoint].Users - 1;
            _lanes[lane.Endpoint] = (lane, users);
            if (users > 0)
                return;
            _lanes.Remove(lane.Endpoint);
        }

        lane.Dispose();
    }

    private EndpointLane Create(string endpoint)
    {
        // With few attempts the breaker must be quicker than the budget: a dead endpoint is no reason to park anything.
        var threshold = Math.Clamp(options.Value.MaxAttempts - 1, 1, DispatchLimits.BreakerThreshold);
        return new EndpointLane(endpoint, options.Value.ConcurrencyPerEndpoint, new EndpointBreaker(threshold, jitter), clock, logger);
    }
}
