using System.Diagnostics;
using System.Globalization;
using System.Net;
using FeishuOrleans.Grains.Interfaces.Cluster;
using FeishuOrleans.Testing.Processes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace FeishuOrleans.Benchmarks.Capacity;

/// <summary>A silo process, its figures from <c>/proc</c>, and a client that asks it how many accounts are connected.</summary>
internal sealed class MeasuredSilo : IAsyncDisposable
{
    private const string Ready = "Silo ready";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5), Poll = TimeSpan.FromMilliseconds(50);

    private readonly ProgramProcess _process;
    private readonly int _gatewayPort;
    private readonly Stopwatch _sinceStart = Stopwatch.StartNew();

    private MeasuredSilo(ProgramProcess process, int gatewayPort)
    {
        _process = process;
        _gatewayPort = gatewayPort;
    }

    public static MeasuredSilo Start(int siloPort, int gatewayPort, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?> environment) => new(
        ProgramProcess.Start("Silo", "FeishuOrleans.Silo",
            [$"--Cluster:SiloPort={siloPort}", $"--Cluster:GatewayPort={gatewayPort}", "--urls=http://127.0.0.1:0", .. arguments], environment),
        gatewayPort);

    public Task KillAsync() => _process.KillAsync();

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    /// <summary>Waits until the silo owns this many accounts, of which this many are connected.</summary>
    /// <returns>Time since the process was started.</returns>
    public async Task<TimeSpan> ReachAsync(int owned, int connected, CancellationToken cancellation)
    {
        await _process.LineAsync(Ready, Limit);
        using var client = await ConnectAsync(cancellation);
        var cluster = client.Services.GetRequiredService<IClusterClient>().GetGrain<IClusterGrain>(0);
        while (_sinceStart.Elapsed < Limit)
        {
            var silo = (await cluster.GetOverviewAsync()).Silos.SingleOrDefault(silo => silo.Accounts is not null);
            if (silo?.Accounts >= owned && silo.Connected >= connected)
                return _sinceStart.Elapsed;
            await Task.Delay(Poll, cancellation);
        }

        throw new TimeoutException($"Not {connected} accounts connected within {Limit}. The silo said:\n{_process.Output}");
    }

    /// <summary>Resident memory in bytes.</summary>
    public long ResidentBytes() => ResidentBytes(_process.Id);

    /// <summary>Resident memory of a process in bytes.</summary>
    public static long ResidentBytes(int processId) => 1024 * long.Parse(Status(processId, "VmRSS").Split(' ')[0], CultureInfo.InvariantCulture);

    public int Threads() => int.Parse(Status(_process.Id, "Threads"), CultureInfo.InvariantCulture);

    /// <summary>Processor time used so far.</summary>
    public TimeSpan Cpu()
    {
        using var measured = Process.GetProcessById(_process.Id);
        return measured.TotalProcessorTime;
    }

    private static string Status(int processId, string key) =>
        File.ReadLines($"/proc/{processId}/status").First(line => line.StartsWith($"{key}:", StringComparison.Ordinal))[(key.Length + 1)..].Trim();

    private async Task<IHost> ConnectAsync(CancellationToken cancellation)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.ClearProviders();
        builder.UseOrleansClient(client =>
        {
            client.UseStaticClustering(new IPEndPoint(IPAddress.Loopback, _gatewayPort));
            client.Configure<ClusterOptions>(options => options.ClusterId = options.ServiceId = "feishu-orleans");
        });
        var host = builder.Build();
        await host.StartAsync(cancellation);
        return host;
    }
}
