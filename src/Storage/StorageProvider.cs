namespace FeishuOrleans.Storage;

/// <summary>The values of <see cref="StorageOptions.Provider"/>.</summary>
public static class StorageProvider
{
    public const string Sqlite = "Sqlite";
    public const string PostgreSql = "PostgreSql";
    public const string AzureStorage = "AzureStorage";
}
