using FeishuOrleans.Storage.PostgreSql;
using Microsoft.Extensions.Options;

namespace FeishuOrleans.Storage;

/// <summary>Says everything that is wrong with <see cref="StorageOptions"/> at once, each failure naming its key.</summary>
public sealed class StorageOptionsValidator : IValidateOptions<StorageOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, StorageOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var failures = Explain(options).ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Explain(StorageOptions options) => options.Provider switch
    {
        StorageProvider.Sqlite => ExplainSqlite(options),
        StorageProvider.PostgreSql => ExplainPostgreSql(options),
        StorageProvider.AzureStorage => ExplainAzureStorage(options),
        _ => [$"Storage:Provider is '{options.Provider}': this version has {StorageProvider.Sqlite}, {StorageProvider.PostgreSql} and {StorageProvider.AzureStorage}."],
    };

    private static IEnumerable<string> ExplainSqlite(StorageOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.DataDirectory))
            yield return "Storage:DataDirectory is empty: name the directory for the files, for example 'data'.";
        if (!string.IsNullOrEmpty(options.ConnectionString))
            yield return "Storage:ConnectionString is set, but Sqlite does not use it: remove it, or choose another Storage:Provider.";
    }

    private static IEnumerable<string> ExplainPostgreSql(StorageOptions options)
    {
        const string Example = "for example 'Host=db.internal;Database=feishu;Username=feishu;Password=...'.";
        if (string.IsNullOrWhiteSpace(options.ConnectionString))
            yield return $"Storage:ConnectionString is missing: PostgreSql needs it, {Example}";
        else if (!PostgresPools.CanRead(options.ConnectionString))
            yield return $"Storage:ConnectionString names no host, or is not written as Npgsql reads it: {Example}";
    }

    private static IEnumerable<string> ExplainAzureStorage(StorageOptions options)
    {
#if AZURE_STORAGE
        if (string.IsNullOrWhiteSpace(options.ConnectionString))
            yield return "Storage:ConnectionString is missing: AzureStorage needs the connection string of the storage account.";
#else
        yield return $"Storage:Provider is '{options.Provider}', but this program was built without it: build it with 'dotnet build -c Release -p:AzureStorage=true'.";
#endif
    }
}
