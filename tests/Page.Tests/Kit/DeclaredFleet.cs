using System.Net.Http.Json;
using System.Text.Json;
using Feishu.Simulator;
using Feishu.Simulator.Platform;
using FeishuOrleans.Testing;
using FeishuOrleans.Testing.Processes;

namespace FeishuOrleans.Page.Tests.Kit;

/// <summary>A silo without keys, with declared accounts before a simulated platform: most connected; of many some are stopped, and some have a wrong secret.</summary>
internal sealed class DeclaredFleet(int count) : IAsyncDisposable
{
    private const int StoppedEvery = 40, WrongEvery = 97;

    private static readonly string[] Teams = ["hr", "it", "orders", "sales", "shop", "support"];

    private readonly TemporaryDirectory _directory = new();
    private readonly HttpClient _http = new();
    private SimulatorHost _simulator = null!;
    private SiloProcess _silo = null!;

    public Uri Address => _silo.Http;

    /// <summary>What the platform has for the first account.</summary>
    public FakeApp First => _simulator.Platform.App(AppId(0));

    public static async Task<DeclaredFleet> StartAsync(int count)
    {
        var rig = new DeclaredFleet(count);
        rig._simulator = await SimulatorHost.StartAsync(new SimulatorOptions
        {
            Apps = [.. Enumerable.Range(0, count).Select(static number => new AppRegistration(AppId(number), "secret", $"Bot of {Teams[number % Teams.Length]}"))],
        });
        await File.WriteAllTextAsync(rig._directory.Beside("accounts.json"), JsonSerializer.Serialize(new { Accounts = Enumerable.Range(0, count).ToDictionary(Name, Declared) }));
        rig._silo = await SiloProcess.StartAsync(
            rig._directory.Path, SiloPorts.Free(), "--config", rig._directory.Beside("accounts.json"), $"--Feishu:BaseAddress={rig._simulator.Address}");
        await rig.SettledAsync().Within(TimeSpan.FromMinutes(2), "the accounts to be as they are to be");
        return rig;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _silo.DisposeAsync();
        await _simulator.DisposeAsync();
        _directory.Dispose();
    }

    private static string AppId(int number) => $"cli_{number:x16}";

    private static string Name(int number) => $"{Teams[number % Teams.Length]}-{number:0000}";

    private static object Declared(int number) => new
    {
        AppId = AppId(number),
        AppSecret = number % WrongEvery == WrongEvery - 1 ? "wrong" : "secret",
        Enabled = number % StoppedEvery != StoppedEvery - 1,
    };

    private async Task SettledAsync()
    {
        while (true)
        {
            var accounts = await _http.GetFromJsonAsync<JsonElement>(new Uri(Address, "/api/accounts?limit=1000"));
            if (accounts.GetArrayLength() == count && accounts.EnumerateArray().All(static account =>
                account.GetProperty("phase").GetString() is "stopped" or "faulted" || account.GetProperty("identity").ValueKind == JsonValueKind.Object))
                return;
            await Task.Delay(TimeSpan.FromMilliseconds(500));
        }
    }
}
