using System.Text.Json.Nodes;

namespace Feishu.Simulator.OpenApi;

/// <summary>What an Open API call says.</summary>
/// <param name="HttpStatus">HTTP status.</param>
/// <param name="Body">The whole body.</param>
internal sealed record ApiAnswer(int HttpStatus, JsonObject Body)
{
    /// <summary>Header <c>x-ogw-ratelimit-reset</c>, whole seconds; null leaves it out.</summary>
    public int? ResetSeconds { get; init; }

    public long? Code => Body["code"]?.GetValue<long>();

    public static ApiAnswer Ok(JsonObject body) =>
        new(StatusCodes.Status200OK, new JsonObject([new("code", ApiCode.Ok), new("msg", "ok"), .. Detach(body)]));

    public static ApiAnswer Data(JsonObject data) =>
        new(StatusCodes.Status200OK, new JsonObject { ["code"] = ApiCode.Ok, ["msg"] = "success", ["data"] = data });

    public static ApiAnswer Error(long code, string message, int httpStatus = StatusCodes.Status400BadRequest) =>
        new(httpStatus, new JsonObject { ["code"] = code, ["msg"] = message });

    /// <summary>The gateway's limit (protocol notes, section 7.3).</summary>
    public static ApiAnswer RateLimited(int resetSeconds) =>
        Error(ApiCode.RateLimited, "request trigger frequency limit", StatusCodes.Status429TooManyRequests) with { ResetSeconds = resetSeconds };

    private static List<KeyValuePair<string, JsonNode?>> Detach(JsonObject body)
    {
        List<KeyValuePair<string, JsonNode?>> members = [.. body];
        body.Clear();
        return members;
    }
}
