using FeishuOrleans.Grains.Interfaces.Diagnosis;

namespace FeishuOrleans.AdminClient.Diagnosis;

/// <summary>
/// Whether clocks agree: the silos' with one another, the platforms' with theirs, this machine's with theirs. Only the part of a difference
/// that the way of the messages cannot explain counts.
/// </summary>
internal static class ClockChecks
{
    private const string Advice = "Have the machine's clock set by NTP: webhooks refuse signatures that are minutes off, and times in statuses and events are wrong.";

    private static readonly TimeSpan Worth = TimeSpan.FromSeconds(2), Bad = TimeSpan.FromMinutes(1);

    /// <param name="cluster">What the silos found.</param>
    /// <param name="asked">The silos' clock as this machine sees it.</param>
    public static IEnumerable<Finding> Of(ClusterCheckup cluster, ClockGap asked)
    {
        yield return asked.AtLeast < Worth
            ? Finding.Ok(CheckKind.Clock, null, $"This machine's clock and the cluster's are not known to differ by more than {Length.Of(asked.Ahead.Duration() + asked.Uncertainty)}.")
            : Finding.Warning(CheckKind.Clock, null, $"The cluster's clock is {Difference(asked)} this machine's.", "Have both set by NTP; until then ages are shown wrong here.");
        foreach (var silo in cluster.Silos)
        {
            if (silo.Clock is { } clock)
                yield return Compare(silo.Name, clock, "Its clock is", "that of the silo that asked it", "Its clock and that of the silo that asked it");
            foreach (var platform in silo.Facts?.Platforms ?? [])
            {
                if (platform.Clock is { } there)
                    yield return Compare(silo.Name, there, $"The clock of {platform.Address} is", "its own", $"Its clock and that of {platform.Address}");
            }
        }
    }

    private static Finding Compare(string silo, ClockGap gap, string other, string own, string both)
    {
        if (gap.AtLeast < Worth)
            return Finding.Ok(CheckKind.Clock, silo, $"{both} are not known to differ by more than {Length.Of(gap.Ahead.Duration() + gap.Uncertainty)}.");
        var seen = $"{other} {Difference(gap)} {own}.";
        return gap.AtLeast < Bad ? Finding.Warning(CheckKind.Clock, silo, seen, Advice) : Finding.Problem(CheckKind.Clock, silo, seen, Advice);
    }

    private static string Difference(ClockGap gap) => $"{Length.Of(gap.Ahead.Duration())} {(gap.Ahead < TimeSpan.Zero ? "behind" : "ahead of")}";
}
