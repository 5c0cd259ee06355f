namespace FeishuOrleans.Testing.Processes;

/// <summary>A silo as a process of its own.</summary>
public sealed class SiloProcess : IAsyncDisposable
{
    private const string ReadyMark = "Silo ready; HTTP on ";

    /// <summary>At another address than before a silo waits for its dead predecessor to be counted as gone.</summary>
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(1);

    private readonly ProgramProcess _process;

    private SiloProcess(ProgramProcess process, Uri http)
    {
        _process = process;
        Http = http;
    }

    /// <summary>Where it answers HTTP.</summary>
    public Uri Http { get; }

    public int ProcessId => _process.Id;

    /// <summary>What it wrote so far.</summary>
    public string Log => _process.Output;

    /// <summary>Starts a silo and waits until it says that it is ready.</summary>
    public static Task<SiloProcess> StartAsync(string dataDirectory, SiloPorts ports, params string[] settings) =>
        StartAsync(dataDirectory, ports, new Dictionary<string, string?>(), settings);

    /// <inheritdoc cref="StartAsync(string, SiloPorts, string[])"/>
    /// <param name="dataDirectory">Its data directory.</param>
    /// <param name="ports">Its ports.</param>
    /// <param name="environment">Variables added to those of the test.</param>
    /// <param name="settings">Its settings.</param>
    public static Task<SiloProcess> StartAsync(
        string dataDirectory, SiloPorts ports, IReadOnlyDictionary<string, string?> environment, params string[] settings) =>
        ReadyAsync(Launch(dataDirectory, ports, environment, settings));

    /// <summary>Starts a silo of another build.</summary>
    /// <param name="program">Its path.</param>
    /// <param name="dataDirectory">Its data directory.</param>
    /// <param name="ports">Its ports.</param>
    /// <param name="settings">Its settings.</param>
    public static Task<SiloProcess> StartFileAsync(string program, string dataDirectory, SiloPorts ports, params string[] settings) =>
        ReadyAsync(ProgramProcess.StartFile(program, Arguments(dataDirectory, ports, settings)));

    private static async Task<SiloProcess> ReadyAsync(ProgramProcess process)
    {
        try
        {
            var line = await process.LineAsync(line => line.Contains(ReadyMark, StringComparison.Ordinal), "a silo that is ready", StartLimit);
            var address = line[(line.IndexOf(ReadyMark, StringComparison.Ordinal) + ReadyMark.Length)..].Split(". ")[0];
            return new SiloProcess(process, new Uri(address));
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts a silo that is going to refuse, and gives its exit code and everything it wrote.</summary>
    public static async Task<(int ExitCode, string Text)> RunAsync(string dataDirectory, params string[] settings)
    {
        await using var process = Launch(dataDirectory, SiloPorts.Free(), new Dictionary<string, string?>(), settings);
        return (await process.ExitAsync(), process.Output);
    }

    /// <summary>Waits for a line of its log.</summary>
    public Task<string> LineAsync(Predicate<string> fits, string what) => _process.LineAsync(fits, what);

    /// <summary>kill -9.</summary>
    public Task KillAsync() => _process.KillAsync();

    /// <summary>Waits until it ends by itself; gives the exit code.</summary>
    public Task<int> ExitAsync() => _process.ExitAsync();

    /// <summary>Sends a signal.</summary>
    public void Send(UnixSignal signal) => _process.Send(signal);

    /// <summary>SIGTERM; gives the exit code.</summary>
    public Task<int> TerminateAsync()
    {
        _process.Send(UnixSignal.Terminate);
        return _process.ExitAsync();
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private static ProgramProcess Launch(string dataDirectory, SiloPorts ports, IReadOnlyDictionary<string, string?> environment, string[] settings) => ProgramProcess.Start(
        "Silo",
        "FeishuOrleans.Silo",
        Arguments(dataDirectory, ports, settings),
        environment);

    // Settings of the test come last: the last one of a key counts.
    private static string[] Arguments(string dataDirectory, SiloPorts ports, string[] settings) =>
    [
        $"--Storage:DataDirectory={dataDirectory}",
        $"--Cluster:SiloPort={ports.Silo}",
        $"--Cluster:GatewayPort={ports.Gateway}",
        "--urls=http://127.0.0.1:0",
        .. settings,
    ];
}
