using System.Globalization;
using System.Text.RegularExpressions;
using Feishu.Simulator;
using Feishu.Simulator.Platform;
using FeishuOrleans.Testing;
using FeishuOrleans.Testing.Processes;

namespace FeishuOrleans.Silo.Tests.EndToEnd;

/// <summary>The commands of docs/operations.md, run as written; only ports and directory are those of this test.</summary>
[Collection(ProcessTests.Name)]
public sealed partial class OperationsPageTests : IDisposable
{
    private const int Accounts = 9;
    private const string SiloProgram = "src/Silo/bin/Release/net10.0/FeishuOrleans.Silo", ClientProgram = "src/AdminClient/bin/Release/net10.0/FeishuOrleans.AdminClient";

    private static readonly string[] Lines = File.ReadAllLines(RepositoryRoot.File("docs/operations.md"));

    private readonly TemporaryDirectory _directory = new();
    private readonly Dictionary<string, string> _ports = [];

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task ThreeSilosByHand_OneKilled_ItsAccountsMoveBeforeTheWatcher()
    {
        await using var simulator = await SimulatorHost.StartAsync();
        var silos = new List<ProgramProcess>();
        try
        {
            foreach (var line in Lines.Where(static line => line.StartsWith(SiloProgram, StringComparison.Ordinal)))
                silos.Add(await StartSiloAsync(line, simulator.Address));
            Assert.Equal(3, silos.Count);
            await using var shown = Run(Command("cluster show"));
            Assert.Equal(0, await shown.ExitAsync());
            Assert.Equal(3, shown.Lines.Items.Count(static line => line.Contains("active", StringComparison.Ordinal)));
            await AddAccountsAsync(simulator);

            var victim = $"-{_ports["11111"]}";
            await using var watch = Run(Command("accounts watch"));
            await watch.Lines.WhenAsync(all => Present(all).Count == Accounts && Present(all).Values.Any(line => line.Contains(victim, StringComparison.Ordinal)))
                .Within(what: "the watcher to show every account, some on the first silo");
            await silos[0].KillAsync();

            await watch.Lines.WhenAsync(all => Present(all).Values.All(line => line.Contains(" connected", StringComparison.Ordinal) && !line.Contains(victim, StringComparison.Ordinal)))
                .Within(TimeSpan.FromMinutes(1), "every account on another silo");
        }
        finally
        {
            foreach (var silo in silos)
                await silo.DisposeAsync();
        }
    }

    /// <summary>The newest line of each account.</summary>
    private static Dictionary<string, string> Present(IEnumerable<string> lines) => lines
        .Select(static line => (Line: line, Match: WatchedAccount().Match(line))).Where(static one => one.Match.Success)
        .GroupBy(static one => one.Match.Groups[1].Value).ToDictionary(static group => group.Key, static group => group.Last().Line);

    [GeneratedRegex(@"^\S+Z (bot-\d+) ")]
    private static partial Regex WatchedAccount();

    [GeneratedRegex(@"(?<=[=:])(11\d{3}|30\d{3}|80\d{2})\b")]
    private static partial Regex Port();

    private static string Command(string words) => Lines.Single(line => line.StartsWith($"{ClientProgram} {words} ", StringComparison.Ordinal));

    private async Task<ProgramProcess> StartSiloAsync(string line, Uri platform)
    {
        var silo = Run($"{line} --Feishu:BaseAddress={platform}");
        await silo.LineAsync("Silo ready; HTTP on ");
        return silo;
    }

    private async Task AddAccountsAsync(SimulatorHost simulator)
    {
        for (var number = 0; number < Accounts; number++)
        {
            var app = simulator.Platform.Register(new AppRegistration($"cli_{number:x16}", "secret"));
            var (exitCode, text) = await Feishuctl.RunAsync(int.Parse(_ports["30000"], CultureInfo.InvariantCulture), $"accounts add bot-{number} --app-id {app.AppId}", "secret");
            Assert.True(exitCode == 0, text);
            await app.WaitForConnectionAsync();
        }
    }

    private ProgramProcess Run(string line)
    {
        var words = Port().Replace(line, match => Mine(match.Value)).Replace("=data ", $"={_directory.Path} ", StringComparison.Ordinal).Split(' ');
        // The configuration of this test's own build.
        var program = words[0].Replace("/Release/", $"/{BuildConfiguration}/", StringComparison.Ordinal);
        return ProgramProcess.StartFile(RepositoryRoot.File(program), words[1..]);
    }

    private static string BuildConfiguration => AppContext.BaseDirectory.Contains("/Debug/", StringComparison.Ordinal) ? "Debug" : "Release";

    private string Mine(string port) => _ports.TryGetValue(port, out var mine) ? mine : _ports[port] = FreePort.Next().ToString(CultureInfo.InvariantCulture);
}
