using System.Text.Json;
using System.Text.RegularExpressions;

namespace FeishuOrleans.Silo.Api.Problems;

/// <summary>What is wrong with a request that the server itself, its routing or its reading of bodies refused.</summary>
internal static partial class RequestProblems
{
    public static ProblemResult Of(BadHttpRequestException bad, long? bodyLimit) => bad switch
    {
        { StatusCode: StatusCodes.Status400BadRequest, InnerException: JsonException json } => new ProblemResult(ApiProblems.InvalidInput, Explain(json)),
        { StatusCode: StatusCodes.Status400BadRequest } => new ProblemResult(ApiProblems.InvalidInput, "The body is missing, or a part of the path or of the query is not of its type."),
        _ => Of(bad.StatusCode, bodyLimit),
    };

    /// <param name="status">A bare status.</param>
    /// <param name="bodyLimit">Most bytes of a body here.</param>
    /// <param name="allowed">Header <c>Allow</c>, if there is one.</param>
    public static ProblemResult Of(int status, long? bodyLimit, string? allowed = null) => status switch
    {
        StatusCodes.Status404NotFound => new ProblemResult(ApiProblems.NotFound, "See docs/http-api.md or /openapi/v1.json for what there is."),
        StatusCodes.Status405MethodNotAllowed => new ProblemResult(ApiProblems.MethodNotAllowed, $"This path takes {allowed}."),
        StatusCodes.Status413PayloadTooLarge => new ProblemResult(ApiProblems.TooLarge, $"A body has at most {bodyLimit ?? ApiLimits.MaxBodyBytes} bytes here."),
        StatusCodes.Status415UnsupportedMediaType => new ProblemResult(ApiProblems.NotJson, "Send the header Content-Type: application/json."),
        < StatusCodes.Status500InternalServerError => new ProblemResult(ApiProblems.InvalidInput, "The request could not be read."),
        _ => new ProblemResult(ApiProblems.InternalError, "The silo's log has the details."),
    };

    // Names fields only: the reader's own text repeats what was sent, and that may be a secret.
    private static string Explain(JsonException json)
    {
        if (Missing().Match(json.Message) is { Success: true } missing)
            return $"The body lacks {missing.Groups["names"].Value}.";
        return json.Path is ['$', '.', .. var field]
            ? $"The field '{field}' is unknown, is given twice, or has the wrong type."
            : $"The body is not one JSON object (line {json.LineNumber + 1}, byte {json.BytePositionInLine}).";
    }

    [GeneratedRegex(@"missing required properties including: (?<names>('\w+'(, )?)+)")]
    private static partial Regex Missing();
}
