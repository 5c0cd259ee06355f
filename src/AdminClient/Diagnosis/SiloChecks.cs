using FeishuOrleans.Grains.Interfaces.Diagnosis;

namespace FeishuOrleans.AdminClient.Diagnosis;

/// <summary>Whether every silo answers and does what it is there for.</summary>
internal static class SiloChecks
{
    public static IEnumerable<Finding> Of(ClusterCheckup cluster)
    {
        foreach (var silo in cluster.Silos)
        {
            if (silo.Facts is null)
                yield return Silent(silo);
            else if (silo.Facts.Degradations.FirstOrDefault(static one => one.Cause == SiloDegradation.Fence) is { } fenced)
                yield return Finding.Problem(CheckKind.Silo, silo.Name, $"{fenced.Problem}.", "See that it reaches storage and the other silos; it goes on by itself when they confirm that it lives.");
            else
                yield return Finding.Ok(CheckKind.Silo, silo.Name, $"It runs version {silo.Facts.Version} and answers.");
        }
    }

    private static Finding Silent(SiloCheckup silo) => silo.Status == "active"
        ? Finding.Problem(CheckKind.Silo, silo.Name, "It counts as active and did not answer.", "Look at its log and at the network between the silos; if its process hangs, end it, and its accounts come back elsewhere.")
        : Finding.Warning(CheckKind.Silo, silo.Name, $"It is {silo.Status} and was not asked.", "Wait until it has started or gone, then run doctor again.");
}
