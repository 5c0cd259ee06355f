using System.Security.Cryptography;

namespace FeishuOrleans.Testing.Processes;

/// <summary>Azure Table Storage of the test run: Azurite, on a loopback port of its own, with its files in a folder that goes with it.</summary>
public sealed class AzuriteServer : IAsyncDisposable
{
    private const string Account = "feishutests";
    private const string Ready = "Azurite Table service successfully started";

    private static readonly string Folder = RepositoryRoot.File(Path.Combine("tests", "Conformance", "azurite"));

    private readonly DirectoryInfo _directory;
    private readonly int _port = FreePort.Next();
    private readonly string _key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(64));
    private ProgramProcess _process = null!;

    private AzuriteServer(DirectoryInfo directory) => _directory = directory;

    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={_key};TableEndpoint=http://127.0.0.1:{_port}/{Account};";

    public static async Task<AzuriteServer> StartAsync()
    {
        await NodePackages.InstallAsync(Folder);
        var server = new AzuriteServer(Directory.CreateTempSubdirectory("feishu-azurite-"));
        await server.StartAgainAsync();
        return server;
    }

    /// <summary>kill -9.</summary>
    public Task KillAsync() => _process.KillAsync();

    /// <summary>Starts it on the same port and files.</summary>
    public async Task StartAgainAsync()
    {
        if (_process is not null)
            await _process.DisposeAsync();
        _process = ProgramProcess.StartFile(
            "/usr/bin/env",
            [
                "node", Path.Combine(Folder, "node_modules", "azurite", "dist", "src", "table", "main.js"),
                "--tableHost", "127.0.0.1", "--tablePort", $"{_port}", "--location", _directory.FullName,
                // The client is newer than it; and it would tell its makers that it runs.
                "--skipApiVersionCheck", "--disableTelemetry", "--silent",
            ],
            new Dictionary<string, string?> { ["AZURITE_ACCOUNTS"] = $"{Account}:{_key}" },
            keptLines: 500);
        await _process.LineAsync(Ready);
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _directory.Delete(recursive: true);
    }
}
