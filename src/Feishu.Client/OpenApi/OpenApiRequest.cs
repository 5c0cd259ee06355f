namespace Feishu.Client.OpenApi;

/// <summary>What to ask, before anybody signs it.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path and query below the platform's root.</param>
/// <param name="Body">JSON in UTF-8; null for none.</param>
internal sealed record OpenApiRequest(HttpMethod Method, string Path, byte[]? Body = null);
