using Feishu.Client.Endpoints;
using Feishu.Client.Events;
using Feishu.Client.Sockets;
using Microsoft.Extensions.Logging;

namespace Feishu.Client.Supervision;

/// <summary>What all connections of a process share.</summary>
internal sealed record ConnectionServices(
    SupervisionOptions Options,
    SupervisionClock Clock,
    Func<double> Chance,
    IConnectRamp Ramp,
    PlatformWatch Watch,
    IEndpointDiscovery Discovery,
    ISocketConnector Connector,
    ConnectionInstruments Instruments,
    EventInstruments EventInstruments,
    ILogger Logger)
{
    public AckDeadlines Deadlines { get; } = new(Clock.Time);
}
