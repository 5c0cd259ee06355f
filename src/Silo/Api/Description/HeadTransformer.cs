using FeishuOrleans.Silo.Configuration;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace FeishuOrleans.Silo.Api.Description;

/// <summary>What the document says of the API as a whole.</summary>
internal sealed class HeadTransformer : IOpenApiDocumentTransformer
{
    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "FeishuOrleans",
            Version = CommandLineAnswer.Version,
            Description = "Accounts of Feishu and Lark bots: register, steer and watch them. How it is used, with examples: docs/http-api.md",
            License = new OpenApiLicense { Name = "Apache-2.0", Identifier = "Apache-2.0" },
        };
        // Where it was asked from says nothing about where others reach it.
        document.Servers?.Clear();
        return Task.CompletedTask;
    }
}
