using System.Data.Common;
using FeishuOrleans.Storage.AdoNet;
using Npgsql;

namespace FeishuOrleans.Storage.PostgreSql;

/// <summary>
/// The database that the connection string names, with a pool for each purpose, so that none starves another: 26
/// connections a silo at most, of the 100 that a server has by default. Disposing closes the pools.
/// </summary>
internal sealed class PostgresDatabase : IOrleansDatabase, IDisposable
{
    /// <summary>Names the lock among those of whoever else uses the server. Held while the schema is looked at and changed.</summary>
    private const long SchemaLock = 0x6665_6973_6875;

    /// <summary>Seconds that a start waits for the starts of other silos.</summary>
    private const int SchemaPatience = 60;

    private readonly NpgsqlDataSource _membership, _reminders, _grainState;

    public PostgresDatabase(StorageOptions options)
    {
        var pools = new PostgresPools(options.ConnectionString!);
        Place = pools.Place;
        _membership = pools.Create("membership", connections: 2);
        _reminders = pools.Create("reminders", connections: 4);
        _grainState = pools.Create("grain state", connections: 8);
        JournalWrites = pools.CreateJournal("journal writes", connections: 6);
        JournalReads = pools.CreateJournal("journal reads", connections: 6);
    }

    /// <summary>Names the database in messages; without anything secret.</summary>
    public string Place { get; }

    public string Invariant => "Npgsql";

    public DbDataSource Membership => _membership;

    public DbDataSource Reminders => _reminders;

    public DbDataSource GrainState => _grainState;

    public NpgsqlDataSource JournalWrites { get; }

    public NpgsqlDataSource JournalReads { get; }

    public void Prepare()
    {
        try
        {
            using var connection = JournalWrites.OpenConnection();
            ServerSettings.Check(connection, Place);
            using var transaction = connection.BeginTransaction();
            Lock(transaction);
            PostgresSchema.Upgrade.Apply(transaction, Place);
            transaction.Commit();
        }
        catch (Exception e) when (PostgresFailure.IsOne(e))
        {
            throw new StorageSetupException($"{PostgresFailure.Explain(e, Place)} Check Storage:ConnectionString, the server, and the rights of its user.", e);
        }
    }

    public void Dispose()
    {
        _membership.Dispose();
        _reminders.Dispose();
        _grainState.Dispose();
        JournalWrites.Dispose();
        JournalReads.Dispose();
    }

    private static void Lock(NpgsqlTransaction transaction)
    {
        using var command = new NpgsqlCommand($"SELECT pg_advisory_xact_lock({SchemaLock});", transaction.Connection, transaction);
        command.CommandTimeout = SchemaPatience;
        command.ExecuteNonQuery();
    }
}
