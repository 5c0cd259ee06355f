using System.Reflection;
using System.Text.Json.Serialization;

namespace Feishu.Simulator.Recording;

/// <summary>Names of the kinds of log entries, as they are in JSON.</summary>
internal static class LogEntryKinds
{
    private static readonly Dictionary<Type, string> Names = typeof(LogEntry)
        .GetCustomAttributes<JsonDerivedTypeAttribute>()
        .ToDictionary(kind => kind.DerivedType, kind => (string)kind.TypeDiscriminator!);

    public static string NameOf(LogEntry entry) => Names[entry.GetType()];

    /// <exception cref="ArgumentException">There is no such kind.</exception>
    public static string Check(string name) => Names.ContainsValue(name)
        ? name
        : throw new ArgumentException($"kind must be one of {string.Join(", ", Names.Values)}, not {name}.");

    /// <summary>How many entries of each kind there ever were.</summary>
    public static IReadOnlyDictionary<string, long> Count(AppLog log) =>
        Names.ToDictionary(kind => kind.Value, kind => log.CountOf(kind.Key));
}
