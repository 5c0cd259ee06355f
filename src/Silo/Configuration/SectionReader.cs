using System.Reflection;

namespace FeishuOrleans.Silo.Configuration;

/// <summary>Reads sections into option classes and notes every unknown key and every bad value. A value that cannot be
/// read keeps its default, so that the checks that follow speak of the other values only.</summary>
internal sealed class SectionReader(IConfiguration configuration, ICollection<string> problems)
{
    /// <param name="path">The section.</param>
    /// <param name="except">A section in it that is read by itself.</param>
    public T Read<T>(string path, string? except = null)
        where T : class, new()
    {
        var options = new T();
        foreach (var child in configuration.GetSection(path).GetChildren().Where(child => !child.Key.Equals(except, StringComparison.OrdinalIgnoreCase)))
            Set(options, child);
        return options;
    }

    private void Set(object options, IConfigurationSection child)
    {
        var key = SettingCatalog.KeysOf(options.GetType()).FirstOrDefault(key => key.Name.Equals(child.Key, StringComparison.OrdinalIgnoreCase));
        if (key is null)
            problems.Add($"{child.Path} is unknown. There is: {string.Join(", ", SettingCatalog.KeysOf(options.GetType()).Select(key => key.Name))}.");
        else if (child.GetChildren().Any())
            problems.Add($"{child.Path} is one value, but something is given below it.");
        else if (child.Value is { } text)
            Set(options, key, child.Path, text);
    }

    private void Set(object options, PropertyInfo key, string path, string text)
    {
        if (SettingValue.Parse(key.PropertyType, text) is { } value)
            key.SetValue(options, value);
        else
            problems.Add($"{path} is '{text}': give {SettingValue.Describe(key.PropertyType)}.");
    }
}
