using Feishu.Client.Supervision;
using Feishu.Client.Tests.Clients;
using Feishu.Client.Tests.Simulated;

namespace Feishu.Client.Tests.Supervision;

/// <summary>Errors where nobody expects one: they reach the supervisor and end in a retry that shows, never in silence.</summary>
public sealed class DefectTests : IAsyncDisposable
{
    private readonly ConnectionHarness _harness = new();

    public ValueTask DisposeAsync() => _harness.DisposeAsync();

    [Fact]
    public async Task Attempt_Throws_IsARetryThatSaysSo()
    {
        var works = _harness.Discovery.Answer;
        _harness.Discovery.Answer = static _ => throw new InvalidOperationException("nobody thought of this");
        _harness.Connection.Start();

        var backoff = await _harness.Probe.ReachedAsync<Backoff>();
        _harness.Discovery.Answer = works;
        _harness.Time.Advance(_harness.Options.InitialBackoff);
        await _harness.Probe.ReachedAsync<Connected>();

        Assert.Equal(FailureKind.InternalError, backoff.Cause.Kind);
        Assert.Contains("nobody thought of this", backoff.Cause.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Observer_ThrowsAtEveryTransition_SupervisionGoesOn()
    {
        await using var account = await SimulatedAccount.CreateAsync();
        account.Probe.OnEach = static _ => throw new InvalidOperationException("a bad observer");

        await account.ConnectAsync();
        account.App.Reset();

        await account.App.WaitForConnectsAsync(2);
    }
}
