using Feishu.Client;

namespace FeishuOrleans.Grains.Connections;

/// <summary>A connection and the epoch it was opened under.</summary>
internal sealed record HostedConnection(FeishuConnection Connection, long Epoch);
