namespace FeishuOrleans.Storage;

/// <summary>Where accounts, cluster membership and reminders are kept. Section <c>Storage</c> of the configuration.</summary>
public sealed class StorageOptions
{
    public const string SectionName = "Storage";

    /// <summary><c>Sqlite</c>, <c>PostgreSql</c>, or <c>AzureStorage</c> in a build made with <c>-p:AzureStorage=true</c>. Default <c>Sqlite</c>.</summary>
    public string Provider { get; set; } = StorageProvider.Sqlite;

    /// <summary>Connection string of the database (as Npgsql reads it) or of the storage account. Needed by PostgreSql and AzureStorage, unused by Sqlite. Never logged. Default: none.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Directory of the files, made at the first start with access for its owner only; relative paths begin at the
    /// working directory. Used by Sqlite; silos on one machine that share it form one cluster. Default <c>data</c>.</summary>
    public string DataDirectory { get; set; } = "data";
}
