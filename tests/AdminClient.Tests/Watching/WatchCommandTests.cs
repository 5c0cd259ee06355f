using System.Text.Json;
using FeishuOrleans.AdminClient.Commands;
using FeishuOrleans.AdminClient.Tests.Cluster;
using FeishuOrleans.AdminClient.Tests.Terminals;
using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Testing;

namespace FeishuOrleans.AdminClient.Tests.Watching;

/// <summary>The whole command on a real silo, in lines, as a pipe sees it.</summary>
public sealed class WatchCommandTests : IAsyncLifetime
{
    private readonly FakeAccounts _accounts = new();
    private readonly FakeTerminal _terminal = new();
    private readonly CancellationTokenSource _ctrlC = new();
    private TestSilo? _silo;
    private Task<int> _watching = Task.FromResult(-1);

    public async ValueTask InitializeAsync() => _silo = await TestSilo.StartAsync(_accounts);

    public async ValueTask DisposeAsync()
    {
        await _silo!.DisposeAsync();
        _ctrlC.Dispose();
    }

    [Fact]
    public async Task Watch_AccountsChange_PrintsALineForEachAndEndsWithZero()
    {
        _accounts.Put(Statuses.Connected("a1"));
        var watching = Watch();
        await OutputAsync("a1 connected", "the account as it is at first");

        _accounts.Put(Statuses.Faulted("a1"));
        var fault = await OutputAsync("a1 faulted", "the fault");
        _accounts.Put(Statuses.Connecting("a2"));
        await OutputAsync("a2 connecting", "the new account");
        _accounts.Remove("a1");
        await OutputAsync("a1 removed", "the removal");
        await _ctrlC.CancelAsync();

        Assert.Equal(0, await watching.Within(what: "the watch to end"));
        Assert.Contains("Add the account again with the right secret.", fault, StringComparison.Ordinal);
        Assert.Equal(4, _terminal.Output.Lines.Length);
        Assert.Empty(_terminal.Error.Text);
    }

    [Fact]
    public async Task Watch_Json_PrintsOneStatusALine()
    {
        _accounts.Put(Statuses.Connected("a1"));
        var watching = Watch("--output", "json");
        var first = await OutputAsync("\"phase\":\"connected\"", "the account as it is at first");

        _accounts.Remove("a1");
        var last = await OutputAsync("\"removed\":true", "the removal");
        await _ctrlC.CancelAsync();

        Assert.Equal(0, await watching.Within(what: "the watch to end"));
        Assert.Equal("a1", JsonSerializer.Deserialize<AccountStatus>(first, AccountStatusJson.Options)!.AccountId);
        Assert.Equal("""{"accountId":"a1","removed":true}""", last);
    }

    [Fact]
    public async Task Watch_NamedAccounts_LeavesOutTheOthers()
    {
        foreach (var id in new[] { "a1", "a2", "a3" })
            _accounts.Put(Statuses.Connected(id));
        var watching = Watch("a3", "a1");
        await OutputAsync("a3 connected", "the last of the named accounts");

        _accounts.Put(Statuses.Faulted("a2"));
        _accounts.Put(Statuses.Faulted("a1"));
        await OutputAsync("a1 faulted", "the change of a named account");
        await _ctrlC.CancelAsync();

        Assert.Equal(0, await watching.Within(what: "the watch to end"));
        Assert.DoesNotContain("a2", _terminal.Output.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watch_ClusterLostAndBack_SaysSoAndGoesOn()
    {
        _accounts.Put(Statuses.Connected("a1"));
        var watching = Watch();
        await OutputAsync("a1 connected", "the account as it is at first");

        await _silo!.DisposeAsync();
        await LineAsync(_terminal.Error, "Trying again", "the loss");
        _accounts.Put(Statuses.Connected("a1") with { Epoch = 2 });
        _silo = await _silo.StartAgainAsync();
        await OutputAsync("epoch 2", "the change that happened meanwhile");
        await _ctrlC.CancelAsync();

        Assert.Equal(0, await watching.Within(what: "the watch to end"));
        Assert.Contains("The cluster answers again.", _terminal.Error.Lines);
        Assert.Equal(2, _terminal.Output.Lines.Length);
    }

    private Task<int> Watch(params string[] more) =>
        _watching = new FeishuctlApp(_terminal, TimeProvider.System)
            .RunAsync(["accounts", "watch", .. more, "--gateway", _silo!.Gateway], _ctrlC.Token);

    private Task<string> OutputAsync(string part, string what) => LineAsync(_terminal.Output, part, what);

    /// <summary>Waits for a line; a watch that ends before it fails the test at once, with its reason.</summary>
    private async Task<string> LineAsync(LineLog log, string part, string what)
    {
        var line = log.LineAsync(text => text.Contains(part, StringComparison.Ordinal));
        if (await Task.WhenAny(line, _watching).Within(what: what) == _watching)
            Assert.Fail($"The watch ended with {await _watching} before {what}: {_terminal.Error.Text}");
        return await line;
    }
}
