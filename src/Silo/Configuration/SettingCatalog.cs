using System.Globalization;
using System.Reflection;
using Feishu.Client.Supervision;
using FeishuOrleans.Grains.Accounts;
using FeishuOrleans.Grains.Dispatch;
using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Silo.Api.Keys;
using FeishuOrleans.Silo.Hosting;
using FeishuOrleans.Silo.Startup;
using FeishuOrleans.Silo.Telemetry;
using FeishuOrleans.Storage;

namespace FeishuOrleans.Silo.Configuration;

/// <summary>Every key there is, taken from the option classes: help, checks and documents cannot forget one.</summary>
internal static class SettingCatalog
{
    /// <summary>Sections of fixed keys. Accounts are a section for each account beside these.</summary>
    public static IReadOnlyList<(string Section, Type Options)> Sections { get; } =
    [
        (PlatformOptions.SectionName, typeof(PlatformOptions)),
        (AccountsOptions.SectionName, typeof(AccountsOptions)),
        ($"{AccountsOptions.SectionName}:<id>", typeof(DeclaredAccountOptions)),
        ($"{AccountsOptions.SectionName}:<id>:{DeclaredWebhookOptions.SectionName}", typeof(DeclaredWebhookOptions)),
        (StorageOptions.SectionName, typeof(StorageOptions)),
        (SiloClusterOptions.SectionName, typeof(SiloClusterOptions)),
        (SupervisionOptions.SectionName, typeof(SupervisionOptions)),
        (JournalOptions.SectionName, typeof(JournalOptions)),
        (DispatchOptions.SectionName, typeof(DispatchOptions)),
        (TelemetryOptions.SectionName, typeof(TelemetryOptions)),
        (SecretsOptions.SectionName, typeof(SecretsOptions)),
        ($"{ApiKeyOptions.SectionName}:{ApiKeyOptions.Keys}:<name>", typeof(ApiKeyOptions)),
    ];

    /// <summary>Names at the top.</summary>
    public static IEnumerable<string> Tops => Sections.Select(section => section.Section.Split(':')[0]).Distinct();

    public static IReadOnlyList<Setting> All { get; } = [.. Sections.SelectMany(section => SettingsOf(section.Section, section.Options))];

    /// <summary>The properties of an option class that are keys.</summary>
    public static IEnumerable<PropertyInfo> KeysOf(Type options) => options
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.SetMethod is { IsPublic: true });

    private static IEnumerable<Setting> SettingsOf(string section, Type options)
    {
        var defaults = Activator.CreateInstance(options)!;
        return KeysOf(options).Select(key => new Setting($"{section}:{key.Name}", Write(key.GetValue(defaults))));
    }

    /// <summary>A value as it is written in a settings file.</summary>
    public static string Write(object? value) => value switch
    {
        null => "-",
        bool truth => truth ? "true" : "false",
        Uri url => url.OriginalString,
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
