namespace FeishuOrleans.Testing.Metrics;

/// <summary>One measurement.</summary>
/// <param name="Instrument">Name of the instrument.</param>
/// <param name="Value">What was measured or added.</param>
/// <param name="Tags">Tags that have a value.</param>
public sealed record Measured(string Instrument, double Value, IReadOnlyDictionary<string, string> Tags);
