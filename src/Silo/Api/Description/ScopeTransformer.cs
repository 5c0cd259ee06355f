using FeishuOrleans.Silo.Api.Keys;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace FeishuOrleans.Silo.Api.Description;

/// <summary>Says of each operation which scope its key needs.</summary>
internal sealed class ScopeTransformer : IOpenApiOperationTransformer
{
    private const string SchemeName = "key";

    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var document = context.Document!;
        document.AddComponent<IOpenApiSecurityScheme>(SchemeName, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = KeyAuthentication.SchemeName.ToLowerInvariant(),
            Description = $"A key of Api:Keys. Scopes: {string.Join(", ", ApiScope.All)}. While no keys are configured, requests from the same machine need none.",
        });
        var scopes = context.Description.ActionDescriptor.EndpointMetadata.OfType<IAuthorizeData>().Select(static data => data.Policy).OfType<string>();
        operation.Security =
        [
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(SchemeName, document)] = [.. scopes] },
        ];
        return Task.CompletedTask;
    }
}
