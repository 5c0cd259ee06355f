using System.Text.Json;
using System.Text.Json.Serialization;
using FeishuOrleans.Grains.Interfaces.Accounts;

namespace FeishuOrleans.Silo.Api;

/// <summary>JSON of the API: statuses as everywhere, requests read strictly, because a misspelt field must not pass in silence.</summary>
internal static class ApiJson
{
    /// <summary>Cards are deep; the platform's messages are read no deeper either.</summary>
    private const int MaxDepth = 64;

    public static JsonSerializerOptions Options { get; } = Create();

    public static void Configure(Microsoft.AspNetCore.Http.Json.JsonOptions json)
    {
        var options = json.SerializerOptions;
        options.Encoder = AccountStatusJson.Options.Encoder;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.MaxDepth = MaxDepth;
        foreach (var converter in AccountStatusJson.Options.Converters)
            options.Converters.Add(converter);
    }

    private static JsonSerializerOptions Create()
    {
        var json = new Microsoft.AspNetCore.Http.Json.JsonOptions();
        Configure(json);
        json.SerializerOptions.MakeReadOnly(populateMissingResolver: true);
        return json.SerializerOptions;
    }
}
