using System.Collections.Concurrent;
using FeishuOrleans.Grains.Sinks;

namespace FeishuOrleans.Grains.Tests.Dispatch;

/// <summary>An operator's code that does as a test says, and keeps what it was given in the order it was given.</summary>
internal sealed class FakeSink(Pulse pulse) : IEventSink
{
    public static readonly DeliveryOutcome Accepted = new(DeliveryVerdict.Accepted, "200");
    public static readonly DeliveryOutcome Refused = new(DeliveryVerdict.EventRefused, "422");
    public static readonly DeliveryOutcome Down = new(DeliveryVerdict.EndpointFailed, "connection refused");
    public static readonly DeliveryOutcome Failed = new(DeliveryVerdict.EndpointFailed, "500") { MayBeTheEvent = true };

    private readonly ConcurrentQueue<EventDelivery> _deliveries = [];
    private int _underWay, _mostUnderWay, _count;

    public FakeSink()
        : this(new Pulse())
    {
    }

    public string Endpoint { get; init; } = "http://127.0.0.1:9";

    /// <summary>What becomes of a delivery; accepted at once unless said otherwise.</summary>
    public Func<EventDelivery, Task<DeliveryOutcome>> Answer { get; set; } = static _ => Task.FromResult(Accepted);

    public IReadOnlyList<EventDelivery> Deliveries => [.. _deliveries];

    public int Count => _count;

    public int UnderWay => _underWay;

    public int MostUnderWay => _mostUnderWay;

    public IEnumerable<long> Sequences => _deliveries.Select(delivery => delivery.Event.Sequence);

    public async Task<DeliveryOutcome> DeliverAsync(EventDelivery delivery, CancellationToken cancellation)
    {
        var underWay = Interlocked.Increment(ref _underWay);
        InterlockedMax(ref _mostUnderWay, underWay);
        _deliveries.Enqueue(delivery);
        Interlocked.Increment(ref _count);
        pulse.Beat();
        try
        {
            await Task.Yield();
            return await Answer(delivery).WaitAsync(cancellation);
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
            pulse.Beat();
        }
    }

    /// <summary>Done when a condition holds, which is looked at whenever a delivery begins or ends.</summary>
    public Task WhenAsync(Func<FakeSink, bool> reached) => pulse.WhenAsync(() => reached(this));

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = most; value > seen;)
            seen = Interlocked.CompareExchange(ref most, value, seen) is var now && now == seen ? value : now;
    }
}
