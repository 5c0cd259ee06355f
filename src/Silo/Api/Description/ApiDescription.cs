namespace FeishuOrleans.Silo.Api.Description;

/// <summary>The OpenAPI 3.1 document of the API.</summary>
internal static class ApiDescription
{
    private const string ApiPaths = "api/";

    public static void AddApiDescription(this IServiceCollection services) => services.AddOpenApi(static document =>
    {
        document.ShouldInclude = static operation => operation.RelativePath!.StartsWith(ApiPaths, StringComparison.Ordinal);
        document.AddOperationTransformer<RefusalTransformer>();
        document.AddOperationTransformer<ScopeTransformer>();
        document.AddDocumentTransformer<HeadTransformer>();
    });

    /// <summary>Maps <c>/openapi/v1.json</c>; it tells nothing about accounts, so any key will do.</summary>
    public static void MapApiDescription(this IEndpointRouteBuilder app) => app.MapOpenApi().RequireAuthorization();
}
