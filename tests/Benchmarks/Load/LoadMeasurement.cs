using System.Text.Json;
using System.Text.Json.Serialization;
using Feishu.Simulator.Load;
using FeishuOrleans.Benchmarks.Capacity;
using FeishuOrleans.SiloHook;
using FeishuOrleans.Testing.Processes;

namespace FeishuOrleans.Benchmarks.Load;

/// <summary>Simulator, silo and consumer as processes on this machine, and one load run over them.</summary>
internal sealed class LoadMeasurement : IAsyncDisposable
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5), Poll = TimeSpan.FromMilliseconds(250), Patience = TimeSpan.FromMinutes(3);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private readonly LoadSettings _settings;
    private readonly SimulatorProcess _simulator;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("feishu-load-");
    private readonly SiloPorts _ports = SiloPorts.Free();
    private readonly int _consumerPort = SiloPorts.Free().Silo;
    private ConsumerProcess? _consumer;

    private LoadMeasurement(LoadSettings settings, SimulatorProcess simulator)
    {
        _settings = settings;
        _simulator = simulator;
    }

    private string Probe => Path.Combine(_folder.FullName, "probe");

    public static async Task<LoadMeasurement> CreateAsync(LoadSettings settings) => new(settings, await SimulatorProcess.StartAsync("--ping-interval", "120"));

    public async Task<LoadResult> MeasureAsync(CancellationToken cancellation)
    {
        if (_settings is { Webhook: true, ConsumerDown: false })
            _consumer = await ConsumerProcess.StartAsync(_consumerPort);
        await using var silo = Start();
        await silo.ReachAsync(_settings.Accounts, _settings.Accounts, cancellation);
        var warm = await PushAsync(WarmUp, cancellation);
        if (_consumer is not null)
        {
            await DrainAsync(warm.Accepted, cancellation);
            await _consumer.MarkAsync(cancellation);
        }

        var begin = await SiloSample.TakeAsync(silo, Probe, cancellation);
        var acks = await PushAsync(_settings.Duration, cancellation);
        if (_settings.ConsumerDown)
            _consumer = await ConsumerProcess.StartAsync(_consumerPort);
        var accepted = warm.Accepted + acks.Accepted;
        var figures = await DrainAsync(accepted, cancellation);
        var end = await SiloSample.TakeAsync(silo, Probe, cancellation);
        var lines = await ProbeLine.ReadAsync(Probe, cancellation);
        return new LoadResult(_settings, acks, accepted, figures, begin, end, lines[(begin.ProbeLines - 1)..end.ProbeLines]);
    }

    public async ValueTask DisposeAsync()
    {
        if (_consumer is not null)
            await _consumer.DisposeAsync();
        await _simulator.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private MeasuredSilo Start() => MeasuredSilo.Start(
        _ports.Silo,
        _ports.Gateway,
        [
            "--config", Declare(),
            $"--Storage:DataDirectory={Path.Combine(_folder.FullName, "data")}",
            $"--Feishu:BaseAddress={_simulator.Address}",
            "--Cluster:ConnectRate=1000",
        ],
        new Dictionary<string, string?>
        {
            ["DOTNET_STARTUP_HOOKS"] = typeof(ProcessProbe).Assembly.Location,
            [ProcessProbe.FileVariable] = Probe,
        });

    private string Declare()
    {
        var webhook = _settings.Webhook ? new { Url = $"http://127.0.0.1:{_consumerPort}/" } : null;
        var accounts = Enumerable.Range(0, _settings.Accounts).ToDictionary(
            index => $"bot-{index:00000}",
            index => new { AppId = $"cli_{index:x16}", AppSecret = $"secret-{index}", Webhook = webhook });
        var path = Path.Combine(_folder.FullName, "accounts.json");
        File.WriteAllText(path, JsonSerializer.Serialize(new { Accounts = accounts }, Json));
        return path;
    }

    private async Task<LoadReport> PushAsync(TimeSpan duration, CancellationToken cancellation)
    {
        var outstanding = _settings.Rate == 0 ? _settings.Outstanding : Math.Max(1000, _settings.Rate);
        await _simulator.PostAsync("load", new { rate = _settings.Rate, duration = duration.TotalSeconds, outstanding, chats = 10, bytes = 1024 });
        LoadReport report;
        do
        {
            await Task.Delay(Poll, cancellation);
            report = (await _simulator.GetAsync("load")).Deserialize<LoadReport>(Json)!;
        }
        while (report.Running);
        return report;
    }

    /// <summary>Waits until the consumer has so many events, or nothing new came for three minutes: a consumer that was down is asked again once a minute.</summary>
    private async Task<ConsumerFigures> DrainAsync(long events, CancellationToken cancellation)
    {
        var figures = ConsumerFigures.None;
        for (var quiet = TimeSpan.Zero; _consumer is not null && figures.Distinct < events && quiet < Patience; quiet += Poll)
        {
            await Task.Delay(Poll, cancellation);
            var latest = await _consumer.FiguresAsync(cancellation);
            if (latest.Distinct > figures.Distinct)
                quiet = TimeSpan.Zero;
            figures = latest;
        }

        return figures;
    }
}
