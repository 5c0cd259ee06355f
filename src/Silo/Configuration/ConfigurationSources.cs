namespace FeishuOrleans.Silo.Configuration;

/// <summary>
/// Where settings come from; later ones go before earlier ones: <c>appsettings.json</c> beside the program,
/// <c>--config FILE</c>, environment, command line. Files and command line hold nothing but our settings, so
/// an unknown name at their top is a mistake too.
/// </summary>
internal static class ConfigurationSources
{
    private static readonly string[] OtherTops = ["urls", "Logging"];

    private static readonly string OwnFile = Path.Combine(AppContext.BaseDirectory, "appsettings.json");

    /// <summary>The files that are read, whether they are there or not.</summary>
    public static IEnumerable<string> FilesOf(CommandLine command) =>
        command.File is null ? [OwnFile] : [OwnFile, Path.GetFullPath(command.File)];

    public static IConfigurationRoot Read(CommandLine command, ICollection<string> problems)
    {
        var builder = new ConfigurationBuilder();
        AddFile(builder, OwnFile, isOptional: true, problems);
        if (command.File is not null)
            AddFile(builder, Path.GetFullPath(command.File), isOptional: false, problems);
        builder.AddEnvironmentVariables();
        Add(builder, source => source.AddInMemoryCollection(command.Settings), "the command line", problems);
        return builder.Build();
    }

    private static void AddFile(ConfigurationBuilder builder, string path, bool isOptional, ICollection<string> problems)
    {
        try
        {
            Add(builder, source => source.AddJsonFile(path, isOptional, reloadOnChange: false), $"'{path}'", problems);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            problems.Add($"The file '{path}' cannot be read: {Innermost(e).Message}");
        }
    }

    /// <summary>Adds a source that was read by itself before, for its names at the top.</summary>
    private static void Add(ConfigurationBuilder builder, Action<IConfigurationBuilder> addTo, string name, ICollection<string> problems)
    {
        var alone = new ConfigurationBuilder();
        addTo(alone);
        var known = SettingCatalog.Tops.Concat(OtherTops).ToHashSet(StringComparer.OrdinalIgnoreCase);
        // What later versions have is noted wherever it comes from, by whoever looks at all sources together.
        foreach (var top in alone.Build().GetChildren().Where(top => !known.Contains(top.Key)))
            problems.Add($"{top.Key} in {name} is unknown. There is: {string.Join(", ", SettingCatalog.Tops.Concat(OtherTops))}.");
        addTo(builder);
    }

    private static Exception Innermost(Exception failure)
    {
        while (failure.InnerException is { } inner)
            failure = inner;
        return failure;
    }
}
