using System.Data.Common;

namespace FeishuOrleans.Storage.AdoNet;

/// <summary>The database of Orleans' own tables. Three sources, so that membership never queues behind the state of many accounts.</summary>
internal interface IOrleansDatabase
{
    /// <summary>How the AdoNet providers call the kind of database.</summary>
    string Invariant { get; }

    DbDataSource Membership { get; }

    DbDataSource Reminders { get; }

    DbDataSource GrainState { get; }

    /// <summary>Makes what is not there yet. Safe from several processes at once.</summary>
    /// <exception cref="StorageSetupException">The database cannot be used, or a newer version wrote it.</exception>
    void Prepare();
}
