using FeishuOrleans.AdminClient.Cluster;

namespace FeishuOrleans.AdminClient.Diagnosis;

/// <summary>What came of connecting to one gateway.</summary>
/// <param name="Gateway">The gateway as it was named.</param>
/// <param name="Connection">The open connection; null when there is none.</param>
/// <param name="Failures">Why there is none, for each address of the host.</param>
internal sealed record GatewayAttempt(Gateway Gateway, ClusterConnection? Connection, IReadOnlyCollection<GatewayFailure> Failures);
