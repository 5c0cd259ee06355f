using FeishuOrleans.Storage.PostgreSql;
using FeishuOrleans.Storage.Sqlite;
using Microsoft.Extensions.Configuration;

namespace FeishuOrleans.Storage;

/// <summary>Adds storage to a silo.</summary>
public static class StorageSiloBuilderExtensions
{
    /// <summary>Keeps cluster membership, reminders and grain state (as the default storage) where the section <c>Storage</c> says.</summary>
    /// <exception cref="StorageSetupException">The section has a bad value.</exception>
    public static ISiloBuilder AddFeishuStorage(this ISiloBuilder builder, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var options = configuration.GetSection(StorageOptions.SectionName).Get<StorageOptions>() ?? new StorageOptions();
        var checkedOptions = new StorageOptionsValidator().Validate(null, options);
        if (checkedOptions.Failed)
            throw new StorageSetupException(string.Join(Environment.NewLine, checkedOptions.Failures));

#if AZURE_STORAGE
        if (options.Provider == StorageProvider.AzureStorage)
            return AzureStorage.OrleansAzureStorage.Add(builder, options);
#endif
        return options.Provider == StorageProvider.PostgreSql ? OrleansPostgres.Add(builder, options) : OrleansSqlite.Add(builder, options);
    }
}
