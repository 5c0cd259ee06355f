using FeishuOrleans.Grains.Secrets;
using FeishuOrleans.Storage;

namespace FeishuOrleans.Silo.Startup;

/// <summary>Where the master key comes from: the setting, its file, or the file that Sqlite keeps for itself.</summary>
internal static class MasterKeySource
{
    /// <summary>Says why there is no key, or null when there is one or will be.</summary>
    public static string? Explain(SecretsOptions secrets, StorageOptions storage) =>
        secrets is { MasterKey: null, MasterKeyFile: null } && storage.Provider is StorageProvider.PostgreSql or StorageProvider.AzureStorage
            ? $"Secrets:MasterKey is missing: with Storage:Provider {storage.Provider} every silo needs the same one (or Secrets:MasterKeyFile)."
            : null;

    /// <summary>The key. Settings were found good before.</summary>
    /// <exception cref="StorageSetupException">The key of the data directory cannot be read or made.</exception>
    public static MasterKey Obtain(SecretsOptions secrets, StorageOptions storage)
    {
        var text = secrets.MasterKey;
        if (secrets.MasterKeyFile is not null && SecretFile.TryRead(secrets.MasterKeyFile, out var content, out _))
            text = content;
        return MasterKey.TryParse(text) ?? DataDirectoryKey.ReadOrCreate(storage);
    }
}
