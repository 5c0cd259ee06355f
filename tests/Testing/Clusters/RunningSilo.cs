using System.Text.Json;
using FeishuOrleans.Testing.Processes;

namespace FeishuOrleans.Testing.Clusters;

/// <summary>A silo of a <see cref="SiloCluster"/>.</summary>
/// <param name="Ports">Its ports.</param>
/// <param name="Process">Its process.</param>
public sealed record RunningSilo(SiloPorts Ports, SiloProcess Process)
{
    /// <summary>Whether an account, as the API shows it, lives here.</summary>
    public bool Owns(JsonElement account) => account.GetProperty("silo").GetString()?.EndsWith($"-{Ports.Silo}", StringComparison.Ordinal) == true;
}
