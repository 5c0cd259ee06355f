using Feishu.Client.Supervision;
using Feishu.Simulator;

namespace Feishu.Client.Tests.Recovery;

/// <summary>One row of the fault table that the official clients were measured by.</summary>
/// <param name="Name">As in the table.</param>
/// <param name="Begin">Begins the fault for an app; the platform's own faults are begun once.</param>
internal sealed record BaselineCase(string Name, Func<SimulatorHost, FleetAccount, Task> Begin)
{
    /// <summary>How long it lasts; zero for what happens once.</summary>
    public TimeSpan Lasts { get; init; }

    /// <summary>The accounts start into it, instead of losing a connection to it.</summary>
    public bool IsCold { get; init; }

    /// <summary>What <c>ReconnectCount</c> and <c>PingInterval</c> the platform gives.</summary>
    public (int ReconnectCount, int PingInterval) Config { get; init; } = (-1, 120);

    /// <summary>The accounts give up quick retries by design: the next try is due then.</summary>
    public Func<ConnectionState, DateTimeOffset?>? Pauses { get; init; }
}
