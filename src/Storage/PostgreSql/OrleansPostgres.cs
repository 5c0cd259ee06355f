using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Storage.AdoNet;
using FeishuOrleans.Storage.PostgreSql.Journal;
using Microsoft.Extensions.DependencyInjection;

namespace FeishuOrleans.Storage.PostgreSql;

/// <summary>Orleans and the journal in one PostgreSQL database.</summary>
internal static class OrleansPostgres
{
    public static ISiloBuilder Add(ISiloBuilder builder, StorageOptions options)
    {
        builder.Services.AddSingleton(_ => new PostgresDatabase(options));
        builder.Services.AddSingleton<IOrleansDatabase>(static services => services.GetRequiredService<PostgresDatabase>());
        builder.Services.AddSingleton<IJournalStore, PostgresJournal>();
        return OrleansAdoNet.Add(builder);
    }
}
