using System.CommandLine;
using FeishuOrleans.AdminClient.Cluster;
using FeishuOrleans.AdminClient.Output;
using FeishuOrleans.AdminClient.Terminals;

namespace FeishuOrleans.AdminClient.Commands;

/// <summary>What a running command works with.</summary>
internal sealed record CommandContext(
    ParseResult Parsed,
    ITerminal Terminal,
    TimeProvider Time,
    ClusterAddress Address,
    bool Json)
{
    public ResultWriter Results => new(Terminal, Time, Json);

    public Task<ClusterConnection> ConnectAsync(CancellationToken cancellationToken) =>
        ClusterConnection.OpenAsync(Address, Time, cancellationToken);
}
