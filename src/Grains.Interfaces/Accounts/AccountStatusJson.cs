using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FeishuOrleans.Grains.Interfaces.Accounts;

/// <summary>The one way statuses are written as JSON: camel case, lower-case enums, nulls kept, UTC times.</summary>
public static class AccountStatusJson
{
    /// <summary>Options for every surface that shows a status to a person or a program.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            // Names of bots are often Chinese; the output is JSON, never HTML.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
