using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Silo.Startup;
using FeishuOrleans.Testing;
using Microsoft.Extensions.Logging;

namespace FeishuOrleans.Silo.Tests.Startup;

public sealed class DeclaredAccountsTests : IDisposable
{
    private readonly FakeClusterAccounts _cluster = new();
    private readonly ImmediateTime _time = new();
    private readonly LogProbe _log = new();
    private readonly LoggerFactory _loggers;

    public DeclaredAccountsTests() => _loggers = new LoggerFactory([_log]);

    public void Dispose()
    {
        _loggers.Dispose();
        _log.Dispose();
    }

    [Fact]
    public async Task Run_EveryDeclaration_IsAppliedWithTheRevision()
    {
        await RunAsync(revision: 7, "a1", "b2");

        Assert.Equal(["declare a1 7", "declare b2 7", "list"], _cluster.Calls.Order());
        Assert.Empty(_time.Delays);
    }

    [Fact]
    public async Task Run_AccountsThatVanished_AreMarkedAndNoOthers()
    {
        _cluster.Declared = ["a1", "gone", "gone-too"];

        await RunAsync(revision: 2, "a1");

        Assert.Equal(["undeclare gone 2", "undeclare gone-too 2"], _cluster.Calls.Where(call => call.StartsWith("undeclare", StringComparison.Ordinal)).Order());
    }

    [Fact]
    public async Task Run_Refusal_IsAnErrorThatNamesTheAccountAndHoldsNobodyUp()
    {
        _cluster.Answer("a1", () => AccountReply.Refused(RefusalKind.DuplicateApp, "Another account has this app."));

        await RunAsync(revision: 0, "a1", "b2");

        var error = Assert.Single(_log.Lines.Items, line => line.Level == LogLevel.Error);
        Assert.Contains("a1", error.Text, StringComparison.Ordinal);
        Assert.Contains("Another account has this app.", error.Text, StringComparison.Ordinal);
        Assert.Equal(["declare a1 0", "declare b2 0", "list"], _cluster.Calls.Order());
    }

    [Fact]
    public async Task Run_FailuresOfTheMoment_AreTriedAgainAtGrowingPausesForThatAccountOnly()
    {
        var unavailable = () => AccountReply.Refused(RefusalKind.StorageUnavailable, "The disk is full.");
        _cluster.Answer("a1", unavailable, () => throw new TimeoutException(), () => throw new InvalidOperationException("a defect"), unavailable, unavailable, unavailable, unavailable);

        await RunAsync(revision: 0, "a1", "b2");

        Assert.Equal(8, _cluster.Calls.Count(call => call == "declare a1 0"));
        Assert.Single(_cluster.Calls, call => call == "declare b2 0");
        Assert.Equal([1, 2, 4, 8, 16, 30, 30], _time.Delays.Select(delay => delay.TotalSeconds));
        Assert.DoesNotContain(_log.Lines.Items, line => line.Level >= LogLevel.Error);
    }

    [Fact]
    public async Task Stop_WhileAnAccountFails_Ends()
    {
        var tried = new TaskCompletionSource();
        _cluster.Answer("a1", () =>
        {
            tried.SetResult();
            throw new TimeoutException();
        });
        using var task = Create(TimeProvider.System, revision: 0, "a1");
        await task.StartAsync(TestContext.Current.CancellationToken).Within();
        await tried.Task.Within();

        await task.StopAsync(TestContext.Current.CancellationToken).Within();

        Assert.True(task.ExecuteTask!.IsCompletedSuccessfully);
    }

    private async Task RunAsync(long revision, params string[] ids)
    {
        using var task = Create(_time, revision, ids);
        await task.StartAsync(TestContext.Current.CancellationToken).Within();
        await task.ExecuteTask!.Within(what: "the declarations");
    }

    private DeclaredAccounts Create(TimeProvider time, long revision, params string[] ids)
    {
        var accounts = ids.ToDictionary(id => id, _ => new AccountRegistration("cli_0123456789abcdef", "secret"));
        return new DeclaredAccounts(new Declarations(revision, accounts), _cluster, time, _loggers.CreateLogger<DeclaredAccounts>());
    }
}
