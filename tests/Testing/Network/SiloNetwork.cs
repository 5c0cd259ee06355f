using FeishuOrleans.SiloHook;
using FeishuOrleans.Testing.Processes;

namespace FeishuOrleans.Testing.Network;

/// <summary>The ways by which the other silos reach a silo, and by which it reaches the PostgreSQL server that they share.</summary>
public sealed class SiloNetwork : IAsyncDisposable
{
    private readonly PostgresServer _server;

    public SiloNetwork(SiloPorts ports, PostgresServer server)
    {
        _server = server;
        Others = new CuttableRelay(ports.Silo);
        Storage = new CuttableRelay(server.Port);
    }

    /// <summary>From the other silos.</summary>
    public CuttableRelay Others { get; }

    /// <summary>To storage.</summary>
    public CuttableRelay Storage { get; }

    /// <summary>For the silo's process.</summary>
    public IReadOnlyDictionary<string, string?> Environment => new Dictionary<string, string?>
    {
        ["DOTNET_STARTUP_HOOKS"] = typeof(AdvertisedPort).Assembly.Location,
        [AdvertisedPort.PortVariable] = $"{Others.Port}",
    };

    /// <summary>A connection string of the server that takes the way that can be cut.</summary>
    public string Through(string connectionString) => connectionString.Replace($"Port={_server.Port};", $"Port={Storage.Port};", StringComparison.Ordinal);

    public void Cut()
    {
        Others.Cut();
        Storage.Cut();
    }

    public void Heal()
    {
        Others.Heal();
        Storage.Heal();
    }

    public async ValueTask DisposeAsync()
    {
        await Others.DisposeAsync();
        await Storage.DisposeAsync();
    }
}
