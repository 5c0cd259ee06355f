using FeishuOrleans.Grains.Interfaces.Diagnosis;

namespace FeishuOrleans.AdminClient.Diagnosis;

/// <summary>Whether every silo can write, and how fast.</summary>
internal static class StorageChecks
{
    private const string Advice = "See that the disk has room and the database runs, that Storage: names it, and that this silo's machine and user may reach it.";

    /// <summary>An event has one second until it counts as late.</summary>
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(500);

    public static IEnumerable<Finding> Of(ClusterCheckup cluster) =>
        cluster.Silos.SelectMany(static silo => silo.Facts is { } facts ? Of(silo.Name, facts) : []);

    private static IEnumerable<Finding> Of(string silo, SiloFacts facts)
    {
        var refusing = facts.Degradations.FirstOrDefault(static one => one.Cause == SiloDegradation.Journal);
        if (refusing is not null)
            yield return Finding.Problem(CheckKind.Storage, silo, $"{refusing.Problem}.", Advice);
        foreach (var check in facts.Storage)
        {
            if (check.Problem is { } problem)
                yield return Finding.Problem(CheckKind.Storage, silo, $"The {check.Part} could not be written: {problem}.", Advice);
            else if (check.Took > Slow)
                yield return Finding.Warning(CheckKind.Storage, silo, $"A write to the {check.Part} took {Length.Of(check.Took)}.", "Give storage a faster disk, a nearer database or less to do: events wait for it.");
            else
                yield return Finding.Ok(CheckKind.Storage, silo, $"A write to the {check.Part} took {Length.Of(check.Took)}.");
        }
    }
}
