using FeishuOrleans.Grains.Interfaces.Diagnosis;

namespace FeishuOrleans.AdminClient.Diagnosis;

/// <summary>Whether every silo reaches the platforms of its accounts.</summary>
internal static class PlatformChecks
{
    private const int FirstServerError = 500;

    public static IEnumerable<Finding> Of(ClusterCheckup cluster) =>
        cluster.Silos.SelectMany(static silo => silo.Facts is { } facts ? Of(silo.Name, facts) : []);

    private static IEnumerable<Finding> Of(string silo, SiloFacts facts)
    {
        foreach (var outage in facts.Degradations.Where(static one => one.Cause == SiloDegradation.Platform))
            yield return Finding.Problem(CheckKind.Platform, silo, $"{outage.Problem}.", "If the findings below are good, the platform itself has trouble, and accounts come back by themselves; else mend the way to it.");
        foreach (var check in facts.Platforms)
            yield return Of(silo, check);
    }

    private static Finding Of(string silo, PlatformCheck check) => check switch
    {
        { Problem: { } problem } => Finding.Problem(
            CheckKind.Platform, silo, $"{check.Address} was not reached: {problem}.", "Check Feishu:BaseAddress, the account's domain, DNS, proxy (HTTPS_PROXY) and firewall of this silo's machine."),
        { HttpStatus: >= FirstServerError and var status } => Finding.Warning(
            CheckKind.Platform, silo, $"{check.Address} answers with HTTP {status}.", "Wait if it is the platform itself, whose accounts come back by themselves; look at the proxy if one is between."),
        _ => Finding.Ok(CheckKind.Platform, silo, $"{check.Address} answers within {Length.Of(check.Took)}."),
    };
}
