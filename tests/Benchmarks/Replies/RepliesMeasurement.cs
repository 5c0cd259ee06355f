using System.Diagnostics;
using System.Text.Json;
using FeishuOrleans.Testing.Processes;

namespace FeishuOrleans.Benchmarks.Replies;

/// <summary>Simulator and silo as processes on this machine, and one program that replies: by turns straight to the platform and through the
/// API, so that both meet the same machine.</summary>
internal sealed class RepliesMeasurement : IAsyncDisposable
{
    private const int WarmUp = 200;

    private readonly RepliesSettings _settings;
    private readonly SimulatorProcess _simulator;
    private readonly SiloProcess _silo;
    private readonly DirectoryInfo _folder;

    private RepliesMeasurement(RepliesSettings settings, SimulatorProcess simulator, SiloProcess silo, DirectoryInfo folder)
    {
        (_settings, _simulator, _silo, _folder) = (settings, simulator, silo, folder);
    }

    public static async Task<RepliesMeasurement> CreateAsync(RepliesSettings settings)
    {
        var folder = Directory.CreateTempSubdirectory("feishu-replies-");
        var simulator = await SimulatorProcess.StartAsync("--ping-interval", "120");
        var silo = await SiloProcess.StartAsync(
            Path.Combine(folder.FullName, "data"), SiloPorts.Free(), "--config", Declare(folder, settings.Accounts), $"--Feishu:BaseAddress={simulator.Address}");
        return new RepliesMeasurement(settings, simulator, silo, folder);
    }

    public static string IdOf(int account) => $"bot-{account:00000}";

    public static string AppIdOf(int account) => $"cli_{account:x16}";

    public static string SecretOf(int account) => $"secret-{account}";

    public async Task<RepliesResult> MeasureAsync(CancellationToken cancellation)
    {
        using var api = new ApiCaller(_silo.Http);
        using var platform = new PlatformCaller(_simulator.Address);
        await api.ConnectedAsync(_settings.Accounts, cancellation);
        await PrepareAsync(platform, cancellation);
        double[] direct = new double[_settings.Count], through = new double[_settings.Count];
        for (var i = -WarmUp; i < _settings.Count; i++)
        {
            var account = (i + WarmUp) % _settings.Accounts;
            var straight = await TimeAsync(() => platform.ReplyAsync(account, $"om_d{i + WarmUp}", cancellation));
            var around = await TimeAsync(() => api.ReplyAsync(account, $"om_a{i + WarmUp}", cancellation));
            if (i >= 0)
                (direct[i], through[i]) = (straight, around);
        }

        return new RepliesResult(_settings, direct, through);
    }

    public async ValueTask DisposeAsync()
    {
        await _silo.DisposeAsync();
        await _simulator.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static string Declare(DirectoryInfo folder, int count)
    {
        var accounts = Enumerable.Range(0, count).ToDictionary(IdOf, static account => new { AppId = AppIdOf(account), AppSecret = SecretOf(account) });
        var path = Path.Combine(folder.FullName, "accounts.json");
        File.WriteAllText(path, JsonSerializer.Serialize(new { Accounts = accounts }));
        return path;
    }

    /// <summary>The limits are off at the platform: those of the service are not reached, and the other way has none.</summary>
    private async Task PrepareAsync(PlatformCaller platform, CancellationToken cancellation)
    {
        await _simulator.SendAsync(HttpMethod.Patch, "settings", new { chatSendLimit = 0, appSendLimit = 0, appSendLimitPerMinute = 0 });
        for (var account = 0; account < _settings.Accounts; account++)
            await platform.ObtainTokenAsync(account, cancellation);
        if (_settings.Platform > TimeSpan.Zero)
            await _simulator.SendAsync(HttpMethod.Put, "apps/all/faults/messages", new { delay = _settings.Platform.TotalSeconds });
        if (_settings.Rate > 0)
            await _simulator.PostAsync("load", new { rate = _settings.Rate, duration = 3600, outstanding = 1000, chats = 10, bytes = 1024 });
    }

    private static async Task<double> TimeAsync(Func<Task> call)
    {
        var began = Stopwatch.GetTimestamp();
        await call();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }
}
