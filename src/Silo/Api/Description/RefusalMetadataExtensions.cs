using FeishuOrleans.Silo.Api.Problems;

namespace FeishuOrleans.Silo.Api.Description;

/// <summary>Notes problems at endpoints.</summary>
internal static class RefusalMetadataExtensions
{
    /// <summary>The endpoints can answer with these problems, among others.</summary>
    public static T Refuses<T>(this T builder, params ApiProblem[] problems)
        where T : IEndpointConventionBuilder => builder.WithMetadata(new RefusalMetadata(problems));
}
