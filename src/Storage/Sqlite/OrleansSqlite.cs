using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Storage.AdoNet;
using FeishuOrleans.Storage.Sqlite.Journal;
using Microsoft.Extensions.DependencyInjection;

namespace FeishuOrleans.Storage.Sqlite;

/// <summary>Orleans on the file <c>cluster.db</c> and the journal on <c>journal.db</c>.</summary>
internal static class OrleansSqlite
{
    public static ISiloBuilder Add(ISiloBuilder builder, StorageOptions options)
    {
        var directory = new DataDirectory(options.DataDirectory);
        builder.Services.AddSingleton<IOrleansDatabase>(new ClusterDatabase(directory));
        builder.Services.AddSingleton(new JournalDatabase(directory));
        builder.Services.AddSingleton<IJournalStore, SqliteJournal>();
        return OrleansAdoNet.Add(builder);
    }
}
