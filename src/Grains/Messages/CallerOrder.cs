using FeishuOrleans.Grains.Interfaces.Messages;

namespace FeishuOrleans.Grains.Messages;

/// <summary>The calls of one caller: each starts once the one that it comes after was started, or was waited for in vain.</summary>
internal sealed class CallerOrder(TimeProvider time)
{
    /// <summary>A call that is overtaken is behind by milliseconds; one that takes longer is lost, with its connection or its silo.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly SortedDictionary<long, EarlyCall> _early = [];
    private long _passed;
    private long _lastCall = time.GetTimestamp();

    /// <summary>Time since the last call.</summary>
    public TimeSpan Idle => time.GetElapsedTime(_lastCall);

    public async Task<SendReply> RunAsync(CallPlace place, Func<Task<SendReply>> start)
    {
        _lastCall = time.GetTimestamp();
        var call = new EarlyCall(place, start);
        _early.Add(place.Number, call);
        StartThoseDue();
        try
        {
            await call.Started.WaitAsync(Patience, time);
        }
        catch (TimeoutException)
        {
            // What it waits for does not come, and all before that has come or does not come either.
            Pass(place.After);
            StartThoseDue();
        }

        return await call.Result;
    }

    /// <summary>Numbers rise along the chain of calls, so that what was passed includes all before it.</summary>
    private void Pass(long number) => _passed = Math.Max(_passed, number);

    private void StartThoseDue()
    {
        while (_early.Values.FirstOrDefault(call => call.Place.After <= _passed) is { } next)
        {
            _early.Remove(next.Place.Number);
            next.Start();
            Pass(next.Place.Number);
        }
    }
}
