namespace FeishuOrleans.Testing.Processes;

/// <summary>
/// A PostgreSQL server of the test run, durable as in production: fsync is on. Listens on a loopback port of its own; its
/// files go with it. <c>test.sh</c> installs the programs.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string User = "feishu";
    private const string Ready = "database system is ready to accept connections";

    private readonly DirectoryInfo _directory;
    private ProgramProcess _process;
    private int _databases;

    private PostgresServer(DirectoryInfo directory, int port, ProgramProcess process)
    {
        _directory = directory;
        Port = port;
        _process = process;
    }

    public int Port { get; }

    private string Data => Path.Combine(_directory.FullName, "data");

    public static async Task<PostgresServer> StartAsync()
    {
        var directory = Directory.CreateTempSubdirectory("feishu-postgres-");
        var data = Path.Combine(directory.FullName, "data");
        await RunAsync(["/usr/bin/install", "-d", "-m", "700", .. UnprivilegedUser.Owns, data]);
        if (!OperatingSystem.IsWindows())
            directory.UnixFileMode |= UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        await RunAsync([.. UnprivilegedUser.Runs, Tool("initdb"), "-D", data, "-U", User, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]);
        var port = FreePort.Next();
        return new PostgresServer(directory, port, await LaunchAsync(data, port));
    }

    /// <summary>The connection string of a database that nobody used before.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = $"test_{Interlocked.Increment(ref _databases)}";
        await ExecuteAsync($"CREATE DATABASE {name};");
        return ConnectionString(name);
    }

    /// <summary>Drops a database, whoever is still connected.</summary>
    public Task DropDatabaseAsync(string connectionString)
    {
        var name = connectionString.Split(';').Single(part => part.StartsWith("Database=", StringComparison.Ordinal))["Database=".Length..];
        return ExecuteAsync($"DROP DATABASE {name} WITH (FORCE);");
    }

    /// <summary>Runs a statement as the database's owner.</summary>
    public Task<string> ExecuteAsync(string sql, string database = "postgres") => RunAsync(
        Tool("psql"), "-h", "127.0.0.1", "-p", $"{Port}", "-U", User, "-d", database, "-X", "-A", "-t", "-q", "-v", "ON_ERROR_STOP=1", "-c", sql);

    /// <summary>Ends the server as <c>pg_ctl stop -m immediate</c> does: nothing is written, the next start recovers.</summary>
    public async Task StopAtOnceAsync()
    {
        _process.Send(UnixSignal.Quit);
        await _process.ExitAsync();
    }

    /// <summary>Starts it again on the same port and files.</summary>
    public async Task StartAgainAsync()
    {
        await _process.DisposeAsync();
        _process = await LaunchAsync(Data, Port);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAtOnceAsync();
        await _process.DisposeAsync();
        _directory.Delete(recursive: true);
    }

    private string ConnectionString(string database) => $"Host=127.0.0.1;Port={Port};Username={User};Database={database}";

    private static async Task<ProgramProcess> LaunchAsync(string data, int port)
    {
        string[] command =
        [
            .. UnprivilegedUser.Runs, Tool("postgres"), "-D", data,
            "-c", "listen_addresses=127.0.0.1", "-c", $"port={port}", "-c", "unix_socket_directories=", "-c", "max_connections=200",
        ];
        var process = ProgramProcess.StartFile(command[0], command[1..], keptLines: 500);
        await process.LineAsync(Ready);
        return process;
    }

    private static async Task<string> RunAsync(params string[] command)
    {
        await using var process = ProgramProcess.StartFile(command[0], command[1..]);
        return await process.ExitAsync() == 0
            ? process.Output
            : throw new InvalidOperationException($"{string.Join(' ', command)} failed:\n{process.Output}");
    }

    /// <summary>Debian keeps the server's programs outside of the path, a folder a version; the newest is taken.</summary>
    private static string Tool(string name)
    {
        const string Versions = "/usr/lib/postgresql";
        var folders = Directory.Exists(Versions) ? Directory.GetDirectories(Versions) : [];
        return folders
            .OrderByDescending(folder => int.Parse(Path.GetFileName(folder), System.Globalization.CultureInfo.InvariantCulture))
            .Select(folder => Path.Combine(folder, "bin", name))
            .FirstOrDefault(File.Exists) ?? throw new InvalidOperationException($"'{name}' was not found below {Versions}: install the Debian package 'postgresql', or run ./test.sh.");
    }
}
