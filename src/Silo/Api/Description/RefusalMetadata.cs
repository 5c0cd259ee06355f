using FeishuOrleans.Silo.Api.Problems;

namespace FeishuOrleans.Silo.Api.Description;

/// <summary>Says of an endpoint which problems it can answer with.</summary>
/// <param name="Problems">The kinds.</param>
internal sealed record RefusalMetadata(IReadOnlyList<ApiProblem> Problems);
