using FeishuOrleans.Grains.Interfaces.Diagnosis;

namespace FeishuOrleans.AdminClient.Diagnosis;

/// <summary>Whether the silos are configured alike. That each one's settings are good was checked when it started.</summary>
internal static class ConfigurationChecks
{
    public static IEnumerable<Finding> Of(ClusterCheckup cluster)
    {
        var silos = cluster.Silos.Where(static silo => silo.Facts is not null).Select(static silo => (silo.Name, Facts: silo.Facts!)).ToArray();
        if (silos.Length == 0)
            return [];
        var findings = Differences(silos).ToArray();
        return findings.Length > 0
            ? findings
            : [Finding.Ok(CheckKind.Configuration, null, silos.Length == 1 ? "The only silo's settings are in order." : $"The {silos.Length} silos have the same version, master key and settings.")];
    }

    private static IEnumerable<Finding> Differences((string Name, SiloFacts Facts)[] silos)
    {
        if (Difference(silos.Select(static silo => (silo.Name, silo.Facts.Version))) is { } versions)
            yield return Finding.Warning(CheckKind.Configuration, null, $"The silos run different versions: {versions}.", "Finish the upgrade: two versions run beside each other for its time only.");
        if (Difference(silos.Select(static silo => (silo.Name, silo.Facts.KeyId))) is { } keys)
            yield return Finding.Warning(CheckKind.Configuration, null, $"The silos seal secrets with different master keys: {keys}.", "Give every silo the same Secrets:MasterKey, then run 'feishuctl secrets rotate'.");
        foreach (var key in silos.SelectMany(static silo => silo.Facts.Settings).Select(static setting => setting.Key).Distinct(StringComparer.Ordinal))
        {
            if (Difference(silos.Select(silo => (silo.Name, ValueOf(silo.Facts, key)))) is { } values)
                yield return Finding.Warning(CheckKind.Configuration, null, $"{key} is not the same on every silo: {values}.", "Give every silo the same value: accounts move between them.");
        }
    }

    private static string ValueOf(SiloFacts facts, string key) =>
        facts.Settings.FirstOrDefault(setting => setting.Key == key)?.Value ?? "not known";

    /// <summary>Who has which value; null when all have the same one.</summary>
    private static string? Difference(IEnumerable<(string Silo, string Value)> values)
    {
        var groups = values.GroupBy(static one => one.Value, static one => one.Silo, StringComparer.Ordinal).ToArray();
        return groups.Length > 1 ? string.Join("; ", groups.Select(static group => $"{group.Key} on {string.Join(", ", group)}")) : null;
    }
}
