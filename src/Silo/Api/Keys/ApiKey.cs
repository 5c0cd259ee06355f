namespace FeishuOrleans.Silo.Api.Keys;

/// <summary>A key that is configured.</summary>
/// <param name="Name">For logs and people.</param>
/// <param name="Hash">SHA-256 of the key.</param>
/// <param name="Scopes">What it may do.</param>
internal sealed record ApiKey(string Name, byte[] Hash, IReadOnlyList<string> Scopes);
