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

    /// <summary>The keys. Settings were found good before.</summary>
    /// <exception cref="StorageSetupException">The key of the data directory cannot be read or made.</exception>
    public static MasterKeyRing Obtain(SecretsOptions secrets, StorageOptions storage)
    {
        var current = Read(secrets.MasterKey, secrets.MasterKeyFile) ?? DataDirectoryKey.ReadOrCreate(storage);
        var other = Read(secrets.OtherMasterKey, secrets.OtherMasterKeyFile);
        return new MasterKeyRing(current, other?.Id == current.Id ? null : other);
    }

    private static MasterKey? Read(string? value, string? file) =>
        MasterKey.TryParse(file is not null && SecretFile.TryRead(file, out var content, out _) ? content : value);
}
