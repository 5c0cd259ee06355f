using FeishuOrleans.AdminClient.Commands;
using FeishuOrleans.AdminClient.Tests.Terminals;
using FeishuOrleans.Testing;

namespace FeishuOrleans.AdminClient.Tests.Cluster;

/// <summary>One silo for all tests of a class; each test uses account ids of its own.</summary>
public sealed class SiloFixture : IAsyncLifetime
{
    private TestSilo? _silo;

    internal FakeAccounts Accounts { get; } = new();

    internal string Gateway => _silo!.Gateway;

    public async ValueTask InitializeAsync() => _silo = await TestSilo.StartAsync(Accounts);

    public ValueTask DisposeAsync() => _silo!.DisposeAsync();

    /// <summary>Runs a command line on the silo.</summary>
    internal Task<int> RunAsync(FakeTerminal terminal, params string[] args) =>
        new FeishuctlApp(terminal, TimeProvider.System)
            .RunAsync([.. args, "--gateway", Gateway])
            .Within(what: $"feishuctl {string.Join(' ', args)}");
}
