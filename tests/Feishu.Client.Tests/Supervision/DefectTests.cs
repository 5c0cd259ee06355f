using Feishu.Client.Supervision;
using Feishu.Client.Tests.Clients;

namespace Feishu.Client.Tests.Supervision;

/// <summary>Errors where nobody expects one: they reach the supervisor and end in a retry that shows, never in silence.</summary>
public sealed class DefectTests : IAsyncDisposable
{
    private readonly ConnectionHarness harness = new();

    public ValueTask DisposeAsync() => harness.DisposeAsync();

    [Fact]
    public async Task Attempt_Throws_IsARetryThatSaysSo()
    {
        var works = harness.Discovery.Answer;
        harness.Discovery.Answer = static _ => throw new InvalidOperationException("nobody thought of this");
        harness.Connection.Start();

        var backoff = await harness.Probe.ReachedAsync<Backoff>();
        harness.Discovery.Answer = works;
        harness.Time.Advance(harness.Options.InitialBackoff);
        await harness.Probe.ReachedAsync<Connected>();

        Assert.Equal(FailureKind.InternalError, backoff.Cause.Kind);
        Assert.Contains("nobody thought of this", backoff.Cause.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Observer_ThrowsAtEveryTransition_SupervisionGoesOn()
    {
        harness.Probe.OnEach = static _ => throw new InvalidOperationException("a bad observer");

        var socket = await harness.ConnectAsync();
        socket.Break();
        await harness.Probe.ReachedAsync<Backoff>();
        var mark = harness.Probe.Transitions.Items.Count;
        harness.Time.Advance(harness.Options.InitialBackoff);

        await harness.Probe.ReachedAsync<Connected>(mark);
    }
}
