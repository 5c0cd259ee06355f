using Feishu.Client.Supervision;
using Feishu.Client.Tests.Clients;

namespace Feishu.Client.Tests.Supervision;

/// <summary>What one connection does while discovery fails for all, with a clock that the test drives.</summary>
public sealed class StormTests : IAsyncDisposable
{
    private static readonly ConnectionFailure Outage = new(FailureKind.DiscoveryUnreachable, null, "refused");

    private readonly ConnectionHarness _harness = new();

    public ValueTask DisposeAsync() => _harness.DisposeAsync();

    [Fact]
    public async Task Due_AnotherAccountIsTheProbe_WaitsOnAndIsWokenByItsSuccess()
    {
        await using var other = new ConnectionHarness();
        _harness.Discovery.Refuse(Outage);
        _harness.Connection.Start();
        var backoff = await _harness.Probe.ReachedAsync<Backoff>();
        FailForAll();
        Assert.True(_harness.Watch.TryAttempt(_harness.Connection.Account, _harness.Time.GetUtcNow() + TimeSpan.FromHours(1)));

        _harness.Time.Advance(backoff.Due - _harness.Time.GetUtcNow());
        await WaitForAsync(static state => state is Backoff { IsHeld: true });
        var calls = _harness.Discovery.Calls.Items.Count;
        _harness.Discovery.Answer = other.Discovery.Answer;
        _harness.Watch.ReportDiscovered(_harness.Connection.Account);
        await _harness.Probe.ReachedAsync<Connected>();

        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task Due_NobodyProbes_IsTheProbe()
    {
        _harness.Discovery.Refuse(Outage);
        _harness.Connection.Start();
        var backoff = await _harness.Probe.ReachedAsync<Backoff>();
        FailForAll();

        _harness.Time.Advance(backoff.Due - _harness.Time.GetUtcNow());

        await _harness.Discovery.Calls.CountAsync(2).Within(what: "the probe");
    }

    [Fact]
    public async Task OperatorReconnects_InAnOutage_IsTriedAtOnce()
    {
        _harness.Discovery.Refuse(Outage);
        _harness.Connection.Start();
        await _harness.Probe.ReachedAsync<Backoff>();
        FailForAll();
        _harness.Watch.TryAttempt(_harness.Connection.Account, _harness.Time.GetUtcNow());

        _harness.Connection.Reconnect();

        await _harness.Discovery.Calls.CountAsync(2).Within(what: "the attempt that the operator asked for");
    }

    private void FailForAll()
    {
        for (var i = 0; i < PlatformWatch.OutageSize; i++)
            _harness.Watch.ReportFailure(_harness.Connection.Account with { Id = $"other-{i}" }, Outage, _harness.Time.GetUtcNow());
    }

    /// <summary>A held account makes no transition that is told, so its state is looked at: every look yields the processor.</summary>
    private async Task WaitForAsync(Predicate<ConnectionState> reached)
    {
        await LookAsync().Within(what: "the state");

        async Task LookAsync()
        {
            while (!reached(_harness.State))
                await Task.Yield();
        }
    }
}
