using FeishuOrleans.Testing;
using FeishuOrleans.Testing.Processes;

namespace FeishuOrleans.Silo.Tests.EndToEnd;

/// <summary>A client that knows one gateway, and lives longer than the silo behind it.</summary>
[Collection(ProcessTests.Name)]
public sealed class WatchTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly TemporaryDirectory _directory = new();
    private readonly SiloPorts _ports = SiloPorts.Free();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Watch_SiloKilledAndStartedAgain_SaysSoAndGoesOnByItself()
    {
        await using var killed = await StartAsync();
        var (added, text) = await Feishuctl.RunAsync(_ports.Gateway, "accounts add a1 --app-id cli_0123456789abcdef", "s3cret");
        Assert.True(added == 0, text);
        await using var watch = Feishuctl.Start(_ports.Gateway, "accounts watch");
        await watch.LineAsync(static line => line.Contains(" a1 ", StringComparison.Ordinal), "the account in the watch", Patience);

        await killed.KillAsync();
        await watch.LineAsync(static line => line.StartsWith("Trying again until it answers", StringComparison.Ordinal), "the watch to notice", Patience);
        await using var next = await StartAsync();
        await watch.LineAsync(static line => line == "The cluster answers again.", "the watch to go on", Patience);

        Assert.Contains("error: The c", watch.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", watch.Output, StringComparison.Ordinal);
    }

    // Nobody is there: the account waits, which is enough to be watched.
    private Task<SiloProcess> StartAsync() => SiloProcess.StartAsync(_directory.Path, _ports, "--Feishu:BaseAddress=http://127.0.0.1:9");
}
