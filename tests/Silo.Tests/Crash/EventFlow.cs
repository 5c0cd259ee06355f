using System.Collections.Concurrent;
using Feishu.Simulator.Delivery;
using Feishu.Simulator.Platform;
using Feishu.Simulator.Recording;
using FeishuOrleans.Testing;

namespace FeishuOrleans.Silo.Tests.Crash;

/// <summary>
/// Events of some apps over some chats, without end: as many as are acknowledged, so that no clock is needed and a dead silo
/// brings no flood.
/// </summary>
internal sealed class EventFlow : IDisposable
{
    private const int Chats = 7;

    private readonly ConcurrentBag<(FakeApp App, string EventId)> _pushed = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationToken _stopped;
    private readonly IReadOnlyList<FakeApp> _apps;
    private readonly Task _running;
    private readonly int _underWay;

    /// <param name="apps">The apps.</param>
    /// <param name="underWay">Events of each app that wait for an acknowledgement.</param>
    public EventFlow(IReadOnlyList<FakeApp> apps, int underWay)
    {
        _apps = apps;
        _underWay = underWay;
        _stopped = _stopping.Token;
        _running = Task.WhenAll(apps.Select(PushAsync));
    }

    /// <summary>Acknowledgements so far, whatever their code.</summary>
    public long Acknowledged => _apps.Sum(static app => app.Log.CountOf<Acknowledged>());

    /// <summary>Waits until this many more acknowledgements came, shared by the apps.</summary>
    public Task AcknowledgedAsync(int more) => Task.WhenAll(_apps.Select(
        app => app.Log.WaitForCountAsync<Acknowledged>(app.Log.CountOf<Acknowledged>() + Math.Max(1, more / _apps.Count))));

    /// <summary>Pushes no more, and waits until everything pushed is acknowledged with 200.</summary>
    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        await _running.Within(TimeSpan.FromMinutes(1), "the flow of events to stop");
        foreach (var (app, eventId) in _pushed)
            await app.Log.WaitForAsync<Acknowledged>(ack => ack.EventId == eventId && ack.Code == 200, $"{eventId} acknowledged with 200");
    }

    public void Dispose()
    {
        _stopping.Cancel();
        _stopping.Dispose();
    }

    private async Task PushAsync(FakeApp app)
    {
        try
        {
            for (var number = 0; ; number++)
            {
                await app.Log.WaitForCountAsync<Acknowledged>(number - _underWay + 1, _stopped);
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
