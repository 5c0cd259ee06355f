using System.Collections.Concurrent;
using Feishu.Simulator.Delivery;
using Feishu.Simulator.Platform;
using Feishu.Simulator.Recording;

namespace FeishuOrleans.Testing.Clusters;

/// <summary>Events of some apps over some chats at a rate, whether or not acknowledgements come, until stopped.</summary>
public sealed class SteadyEvents : IDisposable
{
    private const int Chats = 3;

    private readonly ConcurrentBag<(FakeApp App, string EventId)> _pushed = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationToken _stopped;
    private readonly Task _running;

    public SteadyEvents(IReadOnlyList<FakeApp> apps, int perSecond)
    {
        _stopped = _stopping.Token;
        _running = PushAsync(apps, TimeSpan.FromSeconds(1) / perSecond);
    }

    /// <summary>How many were pushed so far.</summary>
    public int Count => _pushed.Count;

    /// <summary>Pushes no more, and waits until everything pushed is acknowledged with 200.</summary>
    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        await _running.Within(what: "the events to stop");
        foreach (var (app, eventId) in _pushed)
            await app.Log.WaitForAsync<Acknowledged>(ack => ack.EventId == eventId && ack.Code == 200, $"{eventId} acknowledged with 200");
    }

    public void Dispose()
    {
        _stopping.Cancel();
        _stopping.Dispose();
    }

    private async Task PushAsync(IReadOnlyList<FakeApp> apps, TimeSpan pace)
    {
        using var ticks = new PeriodicTimer(pace);
        try
        {
            for (var number = 0; await ticks.WaitForNextTickAsync(_stopped); number++)
            {
                var app = apps[number % apps.Count];
                _pushed.Add((app, app.Push(new EventPush { Text = $"event {number}", ChatId = $"oc_{number % Chats}" })));
            }
        }
        catch (OperationCanceledException) when (_stopped.IsCancellationRequested)
        {
            // No more events are wanted.
            return;
        }
    }
}
