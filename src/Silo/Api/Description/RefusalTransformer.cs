using System.Globalization;
using FeishuOrleans.Silo.Api.Problems;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace FeishuOrleans.Silo.Api.Description;

/// <summary>Adds the problems of each operation, with their types.</summary>
internal sealed class RefusalTransformer : IOpenApiOperationTransformer
{
    private const string SchemaName = "Problem";

    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var document = context.Document!;
        document.AddComponent<IOpenApiSchema>(SchemaName, Schema());
        var problems = context.Description.ActionDescriptor.EndpointMetadata.OfType<RefusalMetadata>().SelectMany(static metadata => metadata.Problems);
        operation.Responses ??= [];
        foreach (var status in problems.Distinct().GroupBy(static problem => problem.Status).OrderBy(static group => group.Key))
        {
            operation.Responses[status.Key.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponse
            {
                Description = string.Join('\n', status.Select(static problem => $"`{problem.Type}`: {problem.Title}")),
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    [ProblemResult.ContentType] = new() { Schema = new OpenApiSchemaReference(SchemaName, document) },
                },
            };
        }

        return Task.CompletedTask;
    }

    private static OpenApiSchema Schema() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "What went wrong (RFC 9457).",
        Required = new HashSet<string> { "type", "title", "status", "detail" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "For programs; the table is in docs/http-api.md." },
            ["title"] = new OpenApiSchema { Type = JsonSchemaType.String },
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
            ["detail"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "For people: what happened and what to do." },
            ["advice"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "Of a message that did not go out: what a person should do." },
            ["code"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Description = "Of a message that did not go out: the platform's code, if it gave one." },
        },
    };
}
