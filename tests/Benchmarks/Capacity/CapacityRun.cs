using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using FeishuOrleans.Testing;
using FeishuOrleans.Testing.Network;
using FeishuOrleans.Testing.Processes;

namespace FeishuOrleans.Benchmarks.Capacity;

/// <summary>One size: a simulator, a data directory, and silos one after the other.</summary>
internal sealed class CapacityRun : IAsyncDisposable
{
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(5);

    private readonly int _accounts;
    private readonly TimeSpan _idle;
    private readonly SimulatorProcess _simulator;
    private readonly DirectoryInfo _folder;
    private readonly Dictionary<string, string?> _environment;
    private readonly int _siloPort = FreePort(), _gatewayPort = FreePort();

    private CapacityRun(int accounts, TimeSpan idle, SimulatorProcess simulator, DirectoryInfo folder, Dictionary<string, string?> environment)
    {
        _accounts = accounts;
        _idle = idle;
        _simulator = simulator;
        _folder = folder;
        _environment = environment;
    }

    // By name, as the platform is: TLS towards an address shares less between connections.
    private Uri Platform => new UriBuilder(_simulator.Address) { Host = "localhost" }.Uri;

    public static async Task<CapacityRun> CreateAsync(int accounts, TimeSpan idle, bool tls)
    {
        var folder = Directory.CreateTempSubdirectory("feishu-capacity-");
        var environment = new Dictionary<string, string?>();
        var simulator = tls ? await StartSecureAsync(folder, environment) : await SimulatorProcess.StartAsync("--ping-interval", "120");
        return new CapacityRun(accounts, idle, simulator, folder, environment);
    }

    public async Task<CapacityResult> MeasureAsync(CancellationToken cancellation)
    {
        var empty = await RestingBytesAsync("empty", Declare(0, enabled: false), 0, cancellation);
        var stopped = await RestingBytesAsync("stopped", Declare(_accounts, enabled: false), _accounts, cancellation);

        var declared = Declare(_accounts, enabled: true);
        await using var first = Start("connected", declared);
        var firstStart = await first.ReachAsync(_accounts, _accounts, cancellation);
        await first.KillAsync();

        await using var second = Start("connected", declared);
        var restart = await second.ReachAsync(_accounts, _accounts, cancellation);
        await Task.Delay(Settle, cancellation);
        var (before, watch) = (second.Cpu(), Stopwatch.StartNew());
        await Task.Delay(_idle, cancellation);
        var cpu = (second.Cpu() - before) / watch.Elapsed;
        return new CapacityResult(_accounts, firstStart, restart, empty, stopped, second.ResidentBytes(), cpu, second.Threads(),
            MeasuredSilo.ResidentBytes(_simulator.ProcessId));
    }

    public async ValueTask DisposeAsync()
    {
        await _simulator.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static async Task<SimulatorProcess> StartSecureAsync(DirectoryInfo folder, Dictionary<string, string?> environment)
    {
        using var certificates = new TestCertificates();
        var authority = Path.Combine(folder.FullName, "authority.pem");
        var server = Path.Combine(folder.FullName, "server.pfx");
        await File.WriteAllTextAsync(authority, certificates.Authority.ExportCertificatePem());
        using var certificate = certificates.ForServer();
        await File.WriteAllBytesAsync(server, certificate.Export(System.Security.Cryptography.X509Certificates.X509ContentType.Pkcs12));
        environment["SSL_CERT_FILE"] = authority;
        return await SimulatorProcess.StartAsync("--ping-interval", "120", "--certificate", server, "--urls", "https://127.0.0.1:0");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task<long> RestingBytesAsync(string data, string declared, int owned, CancellationToken cancellation)
    {
        await using var silo = Start(data, declared);
        await silo.ReachAsync(owned, 0, cancellation);
        await Task.Delay(Settle, cancellation);
        return silo.ResidentBytes();
    }

    private MeasuredSilo Start(string data, string declared) => MeasuredSilo.Start(
        _siloPort,
        _gatewayPort,
        ["--config", declared, $"--Storage:DataDirectory={Path.Combine(_folder.FullName, data)}", $"--Feishu:BaseAddress={Platform}", "--Cluster:ConnectRate=1000"],
        _environment);

    private string Declare(int count, bool enabled)
    {
        var declared = Enumerable.Range(0, count).ToDictionary(
            index => $"bot-{index:00000}",
            index => new { AppId = $"cli_{index:x16}", AppSecret = $"secret-{index}", Enabled = enabled });
        var path = Path.Combine(_folder.FullName, $"{count}-{enabled}.json");
        File.WriteAllText(path, JsonSerializer.Serialize(new { Accounts = declared }));
        return path;
    }
}
