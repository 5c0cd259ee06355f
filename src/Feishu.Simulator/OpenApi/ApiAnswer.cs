using System.Text.Json.Nodes;

namespace Feishu.Simulator.OpenApi;

/// <summary>What an Open API call says.</summary>
/// <param name="HttpStatus">HTTP status.</param>
/// <param name="Body">The whole body.</param>
internal sealed record ApiAnswer(int HttpStatus, JsonObject Body)
{
    public long? Code => Body["code"]?.GetValue<long>();

    public static ApiAnswer Ok(JsonObject body) =>
        new(StatusCodes.Status200OK, new JsonObject([new("code", ApiCode.Ok), new("msg", "ok"), .. Detach(body)]));

    public static ApiAnswer Data(JsonObject data) =>
        new(StatusCodes.Status200OK, new JsonObject { ["code"] = ApiCode.Ok, ["msg"] = "success", ["data"] = data });

    public static ApiAnswer Error(long code, string message, int httpStatus = StatusCodes.Status400BadRequest) =>
        new(httpStatus, new JsonObject { ["code"] = code, ["msg"] = message });

    private static List<KeyValuePair<string, JsonNode?>> Detach(JsonObject body)
    {
        List<KeyValuePair<string, JsonNode?>> members = [.. body];
        body.Clear();
        return members;
    }
}
