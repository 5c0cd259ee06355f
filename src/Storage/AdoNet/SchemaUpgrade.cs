using System.Data.Common;

namespace FeishuOrleans.Storage.AdoNet;

/// <summary>
/// The schema of a database. It only ever grows within a release (expand); what nothing reads any more goes in a
/// later one (contract), so that the previous release runs beside the new one. A step that the previous release cannot
/// live with raises <see cref="SchemaStep.ReadableFrom"/>.
/// </summary>
/// <param name="steps">In ascending order of their versions.</param>
/// <param name="finish">Runs after the last step that was missing, in the same transaction.</param>
internal sealed class SchemaUpgrade(SchemaStep[] steps, Action<DbTransaction>? finish = null)
{
    /// <summary>The newest version this program knows.</summary>
    public int Version => steps[^1].Version;

    /// <summary>Brings the database to <see cref="Version"/>; leaves it alone when it is there or newer but readable.</summary>
    /// <param name="transaction">Holds the lock under which silos that start together apply the schema one after the other.</param>
    /// <param name="place">Names the database in messages.</param>
    /// <param name="underLock">Called with whether the database is new, before anything is changed.</param>
    /// <exception cref="StorageSetupException">A newer version wrote the database, and this one cannot work with it.</exception>
    public void Apply(DbTransaction transaction, string place, Action<bool>? underLock = null)
    {
        var found = SchemaVersion.Read(transaction);
        if (found.ReadableFrom > Version)
            throw new StorageSetupException(Explain(place, found));
        underLock?.Invoke(found.Version == 0);

        foreach (var step in steps.Where(step => step.Version > found.Version))
        {
            step.Run(transaction);
            SchemaVersion.Write(transaction, step);
        }

        if (found.Version < Version)
            finish?.Invoke(transaction);
    }

    private string Explain(string place, SchemaVersion found) =>
        $"{place} has schema {found.Version}, written by a newer version of this program and readable from " +
        $"schema {found.ReadableFrom} on; this version knows schema {Version}. Start the newer version, or restore the backup from before the upgrade.";
}
