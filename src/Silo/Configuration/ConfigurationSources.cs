using System.Text.Json;

namespace FeishuOrleans.Silo.Configuration;

/// <summary>
/// Where settings come from; later ones go before earlier ones: <c>appsettings.json</c> beside the program,
/// <c>--config FILE</c>, environment, command line. Files and command line hold nothing but our settings, so
/// an unknown name at their top is a mistake too.
/// </summary>
internal static class ConfigurationSources
{
    private static readonly string[] OtherTops = ["urls", "Logging"];

    public static IConfigurationRoot Read(CommandLine command, ICollection<string> problems)
    {
        var builder = new ConfigurationBuilder();
        AddFile(builder, Path.Combine(AppContext.BaseDirectory, "appsettings.json"), isOptional: true, problems);
        if (command.File is not null)
            AddFile(builder, Path.GetFullPath(command.File), isOptional: false, problems);
        builder.AddEnvironmentVariables();
        var arguments = new ConfigurationBuilder().AddInMemoryCollection(command.Settings).Build();
        AddStrict(builder, arguments, "the command line", problems);
        return builder.Build();
    }

    private static void AddFile(ConfigurationBuilder builder, string path, bool isOptional, ICollection<string> problems)
    {
        try
        {
            var file = new ConfigurationBuilder().AddJsonFile(path, isOptional, reloadOnChange: false).Build();
            AddStrict(builder, file, $"'{path}'", problems);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            problems.Add($"The file '{path}' cannot be read: {(e.InnerException as JsonException ?? e.InnerException?.InnerException ?? e).Message}");
        }
    }

    private static void AddStrict(ConfigurationBuilder builder, IConfigurationRoot source, string name, ICollection<string> problems)
    {
        var known = SettingCatalog.Tops.Concat(OtherTops).ToHashSet(StringComparer.OrdinalIgnoreCase);
        // What later versions have is noted wherever it comes from, by whoever looks at all sources together.
        var unknown = source.GetChildren().Where(top => !known.Contains(top.Key) && !SettingCatalog.SectionsOfLaterVersions.Contains(top.Key, StringComparer.OrdinalIgnoreCase));
        foreach (var top in unknown)
            problems.Add($"{top.Key} in {name} is unknown. There is: {string.Join(", ", known)}.");
        builder.AddConfiguration(source);
    }
}
