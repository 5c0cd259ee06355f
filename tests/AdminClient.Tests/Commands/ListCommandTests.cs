using System.Text.Json;
using FeishuOrleans.AdminClient.Tests.Cluster;
using FeishuOrleans.AdminClient.Tests.Terminals;
using FeishuOrleans.Grains.Interfaces.Accounts;

namespace FeishuOrleans.AdminClient.Tests.Commands;

/// <summary>Lists, on a silo whose accounts are known.</summary>
public sealed class ListCommandTests(SiloFixture silo) : IClassFixture<SiloFixture>, IDisposable
{
    public void Dispose()
    {
        foreach (var status in silo.Accounts.Ordered.ToArray())
            silo.Accounts.Remove(status.AccountId);
    }

    [Fact]
    public async Task List_NoAccounts_SaysSoAndIsAnEmptyArray()
    {
        var table = new FakeTerminal();
        var json = new FakeTerminal();

        await silo.RunAsync(table, "accounts", "list");
        await silo.RunAsync(json, "accounts", "list", "--output", "json");

        Assert.Equal(("No accounts.", "[]"), (table.Output.Text.TrimEnd(), json.Output.Text.TrimEnd()));
    }

    [Fact]
    public async Task List_MoreThanAPage_HasThemAllInOrder()
    {
        var ids = Enumerable.Range(0, 2345).Select(number => $"bot-{number:0000}").ToArray();
        foreach (var id in ids)
            silo.Accounts.Put(Statuses.Connected(id));
        var terminal = new FakeTerminal();

        var exitCode = await silo.RunAsync(terminal, "accounts", "list", "--output", "json");

        Assert.Equal(0, exitCode);
        var accounts = JsonSerializer.Deserialize<AccountStatus[]>(terminal.Output.Text, AccountStatusJson.Options)!;
        Assert.Equal(ids, accounts.Select(account => account.AccountId));
    }

    [Fact]
    public async Task List_Table_HasARowForEachAccountAndTheFaultsBelow()
    {
        silo.Accounts.Put(Statuses.Connected("a1"));
        silo.Accounts.Put(Statuses.Faulted("a2"));
        var terminal = new FakeTerminal();

        var exitCode = await silo.RunAsync(terminal, "accounts", "list");

        Assert.Equal(0, exitCode);
        var lines = terminal.Output.Lines;
        Assert.StartsWith("ACCOUNT", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("a1", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("a2", lines[2], StringComparison.Ordinal);
        Assert.Contains(
            "a2: The platform refused the app secret (credentialInvalid, code 1000040345). Add the account again with the right secret.",
            terminal.Output.Text,
            StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', terminal.Output.Text);
    }
}
