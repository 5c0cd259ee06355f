using Feishu.Client.Supervision;
using FeishuOrleans.Grains.Accounts;
using FeishuOrleans.Grains.Diagnosis;
using FeishuOrleans.Grains.Dispatch;
using FeishuOrleans.Grains.Interfaces.Diagnosis;
using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Silo.Hosting;
using FeishuOrleans.Storage;

namespace FeishuOrleans.Silo.Configuration;

/// <summary>Picks the settings that should be the same on every silo, because accounts move between them. None is a secret.</summary>
internal static class SharedSettingsReader
{
    private static readonly (string Section, Type Options)[] Sections =
    [
        (PlatformOptions.SectionName, typeof(PlatformOptions)),
        (SupervisionOptions.SectionName, typeof(SupervisionOptions)),
        (JournalOptions.SectionName, typeof(JournalOptions)),
        (DispatchOptions.SectionName, typeof(DispatchOptions)),
    ];

    public static SharedSettings Read(SiloSettings settings) => new(
    [
        .. Sections.SelectMany(section => Read(settings.Configuration.GetSection(section.Section), section.Options)),
        Of(StorageOptions.SectionName, nameof(StorageOptions.Provider), settings.Storage.Provider),
        Of(SiloClusterOptions.SectionName, nameof(SiloClusterOptions.ProbeTimeout), settings.Cluster.ProbeTimeout),
        Of(SiloClusterOptions.SectionName, nameof(SiloClusterOptions.IsolationLimit), settings.Cluster.IsolationLimit),
        Of(SiloClusterOptions.SectionName, nameof(SiloClusterOptions.ConnectRate), settings.Cluster.ConnectRate),
        Of(SiloClusterOptions.SectionName, nameof(SiloClusterOptions.GrainDirectory), settings.Cluster.GrainDirectory),
    ]);

    private static IEnumerable<SiloSetting> Read(IConfigurationSection section, Type options)
    {
        var values = section.Get(options) ?? Activator.CreateInstance(options)!;
        return SettingCatalog.KeysOf(options).Select(key => Of(section.Key, key.Name, key.GetValue(values)));
    }

    private static SiloSetting Of(string section, string name, object? value) => new($"{section}:{name}", SettingCatalog.Write(value));
}
