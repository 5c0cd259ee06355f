using System.Text.Json;
using FeishuOrleans.Grains.Interfaces.Accounts;

namespace FeishuOrleans.AdminClient.Output;

/// <summary>Results for programs: the shape of <see cref="AccountStatusJson"/>, with lines for people who look at it.</summary>
internal static class StatusJson
{
    private static readonly JsonSerializerOptions Indented = new(AccountStatusJson.Options) { WriteIndented = true };

    /// <summary>A whole document.</summary>
    public static string Document<T>(T value) => JsonSerializer.Serialize(value, Indented);

    /// <summary>One line of a stream.</summary>
    public static string Line<T>(T value) => JsonSerializer.Serialize(value, AccountStatusJson.Options);
}
