using System.Globalization;
using FeishuOrleans.Grains.Interfaces.Accounts;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace FeishuOrleans.Silo.Api.Accounts;

/// <summary>Which part of the list of accounts is asked for.</summary>
/// <param name="After">Last id of the page before; null for the first page.</param>
/// <param name="Limit">At most this many accounts.</param>
internal readonly record struct AccountPaging(string? After, int Limit)
{
    public const int DefaultLimit = 100;
    public const int MaxLimit = 1000;

    /// <summary>Reads the two query parameters.</summary>
    /// <returns>What is wrong with them, or null.</returns>
    public static string? Read(string? after, string? limit, out AccountPaging paging)
    {
        paging = new AccountPaging(after, DefaultLimit);
        if (after is not null && AccountId.Explain(after) is { } problem)
            return $"after: {problem}";
        if (limit is null)
            return null;
        if (!int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count is < 1 or > MaxLimit)
            return $"limit: give a whole number from 1 to {MaxLimit}.";
        paging = paging with { Limit = count };
        return null;
    }

    /// <summary>Tells the document the type of the limit, which is read as text so that a wrong one can be explained.</summary>
    public static Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        var limit = (OpenApiParameter)operation.Parameters!.Single(static parameter => parameter.Name == "limit");
        limit.Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1", Maximum = $"{MaxLimit}", Default = DefaultLimit };
        return Task.CompletedTask;
    }

    /// <summary>Value of the header that leads to the next page.</summary>
    public string NextLink(string next) => $"</api/accounts?after={next}&limit={Limit}>; rel=\"next\"";
}
