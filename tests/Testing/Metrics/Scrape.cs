using System.Globalization;
using System.Text.RegularExpressions;

namespace FeishuOrleans.Testing.Metrics;

/// <summary>What <c>/metrics</c> answered, in the text format of Prometheus.</summary>
public sealed partial class Scrape
{
    private readonly List<Sample> _samples;

    private Scrape(List<Sample> samples) => _samples = samples;

    /// <summary>Names of all series, those of histograms with their endings.</summary>
    public IEnumerable<string> Names => _samples.Select(static sample => sample.Name).Distinct();

    public static async Task<Scrape> FetchAsync(HttpClient http, Uri silo) =>
        Parse(await http.GetStringAsync(new Uri(silo, "/metrics")).Within(what: "the metrics"));

    public static Scrape Parse(string text) => new(
    [
        .. Line().Matches(text).Select(static line => new Sample(
            line.Groups["name"].Value,
            Label().Matches(line.Groups["labels"].Value).ToDictionary(static label => label.Groups["name"].Value, static label => label.Groups["value"].Value),
            double.Parse(line.Groups["value"].Value.Replace("+Inf", "Infinity", StringComparison.Ordinal), CultureInfo.InvariantCulture))),
    ]);

    /// <summary>Sum of the samples of a series that have these labels; 0 when there is none.</summary>
    /// <param name="name">The series.</param>
    /// <param name="labels">Name and value, each a string of its own.</param>
    public double Sum(string name, params (string Name, string Value)[] labels) => _samples
        .Where(sample => sample.Name == name && labels.All(label => sample.Labels.GetValueOrDefault(label.Name) == label.Value))
        .Sum(static sample => sample.Value);

    /// <summary>Values that a label has in a series.</summary>
    public IEnumerable<string> Values(string name, string label) => _samples
        .Where(sample => sample.Name == name && sample.Labels.ContainsKey(label)).Select(sample => sample.Labels[label]);

    /// <summary>Whether any series has this label.</summary>
    public bool HasLabel(string name) => _samples.Exists(sample => sample.Labels.ContainsKey(name));

    [GeneratedRegex(@"^(?<name>[a-zA-Z_:][\w:]*)(\{(?<labels>.*)\})? (?<value>[^ \n]+)( \d+)?$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Line();

    [GeneratedRegex("""(?<name>\w+)="(?<value>([^"\\]|\\.)*)""", RegexOptions.ExplicitCapture)]
    private static partial Regex Label();

    private sealed record Sample(string Name, IReadOnlyDictionary<string, string> Labels, double Value);
}
