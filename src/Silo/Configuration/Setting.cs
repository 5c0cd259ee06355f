namespace FeishuOrleans.Silo.Configuration;

/// <summary>One key of the configuration.</summary>
/// <param name="Key">For example <c>Cluster:SiloPort</c>.</param>
/// <param name="Default">Its default as one would write it; <c>-</c> when there is none.</param>
internal sealed record Setting(string Key, string Default);
