namespace FeishuOrleans.Silo.Startup;

/// <summary>The key that seals app secrets in storage. Section <c>Secrets</c> of the configuration. With neither of the
/// two, Sqlite makes a key of its own in the data directory; other storage demands one.</summary>
public sealed class SecretsOptions
{
    public const string SectionName = "Secrets";

    /// <summary>Base64 of exactly 32 bytes. The same for every silo of a cluster. Never logged. Default: none.</summary>
    public string? MasterKey { get; set; }

    /// <summary>File that holds <see cref="MasterKey"/>. Default: none.</summary>
    public string? MasterKeyFile { get; set; }

    /// <summary>Another master key, while the key is being changed: opens what it sealed and seals nothing. Never logged. Default: none.</summary>
    public string? OtherMasterKey { get; set; }

    /// <summary>File that holds <see cref="OtherMasterKey"/>. Default: none.</summary>
    public string? OtherMasterKeyFile { get; set; }
}
