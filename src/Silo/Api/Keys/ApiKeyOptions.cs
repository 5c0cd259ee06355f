namespace FeishuOrleans.Silo.Api.Keys;

/// <summary>A key for the HTTP API. Section <c>Api:Keys:&lt;name&gt;</c> of the configuration; changes in a file are applied
/// while the silo runs.</summary>
public sealed class ApiKeyOptions
{
    public const string SectionName = "Api";

    /// <summary>Name of the only thing in the section.</summary>
    public const string Keys = "Keys";

    /// <summary>SHA-256 of the key in UTF-8, 64 hexadecimal digits. Default: none.</summary>
    public string? Sha256 { get; set; }

    /// <summary>What the key may do: <c>read</c>, <c>operate</c>, <c>send</c>, several separated by commas or as an array.
    /// Default: none.</summary>
    public string? Scopes { get; set; }
}
