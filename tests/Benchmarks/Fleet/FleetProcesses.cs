using System.Net.Http.Json;
using System.Text.Json;
using FeishuOrleans.Testing.Processes;

namespace FeishuOrleans.Benchmarks.Fleet;

/// <summary>A simulator and a silo as processes on this machine, with so many accounts connected.</summary>
internal sealed class FleetProcesses : IAsyncDisposable
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    private readonly DirectoryInfo _folder;

    private FleetProcesses(SimulatorProcess simulator, SiloProcess silo, DirectoryInfo folder) => (Simulator, Silo, _folder) = (simulator, silo, folder);

    public SimulatorProcess Simulator { get; }

    public SiloProcess Silo { get; }

    public static async Task<FleetProcesses> StartAsync(int accounts, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("feishu-fleet-");
        var simulator = await SimulatorProcess.StartAsync("--ping-interval", "120");
        var silo = await SiloProcess.StartAsync(
            Path.Combine(folder.FullName, "data"), SiloPorts.Free(), "--config", BotFleet.Declare(folder, accounts), $"--Feishu:BaseAddress={simulator.Address}");
        var fleet = new FleetProcesses(simulator, silo, folder);
        await fleet.ConnectedAsync(accounts, cancellation);
        return fleet;
    }

    /// <summary>Pushes events of 1 KB, spread over all accounts.</summary>
    public Task PushAsync(int rate, TimeSpan duration) =>
        Simulator.PostAsync("load", new { rate, duration = duration.TotalSeconds, outstanding = 1000, chats = 10, bytes = 1024 });

    public async ValueTask DisposeAsync()
    {
        await Silo.DisposeAsync();
        await Simulator.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private async Task ConnectedAsync(int accounts, CancellationToken cancellation)
    {
        using var http = new HttpClient { BaseAddress = Silo.Http };
        while (await ConnectedNowAsync(http, cancellation) < accounts)
            await Task.Delay(Poll, cancellation);
    }

    private static async Task<int> ConnectedNowAsync(HttpClient http, CancellationToken cancellation)
    {
        var cluster = await http.GetFromJsonAsync<JsonElement>("/api/cluster", cancellation);
        var connected = cluster.GetProperty("silos").EnumerateArray().Select(static silo => silo.GetProperty("connected"));
        return connected.Sum(static count => count.ValueKind == JsonValueKind.Number ? count.GetInt32() : 0);
    }
}
