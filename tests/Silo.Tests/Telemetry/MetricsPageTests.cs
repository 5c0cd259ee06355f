using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using Feishu.Client;
using Feishu.Client.Sending;
using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Silo.Tests.Api.Kit;
using FeishuOrleans.Testing;
using FeishuOrleans.Testing.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace FeishuOrleans.Silo.Tests.Telemetry;

/// <summary>docs/metrics.md has every instrument of ours as it is, and none that is not there.</summary>
public sealed partial class MetricsPageTests(OpenSilo fixture) : IClassFixture<OpenSilo>
{
    [Fact]
    public async Task Page_Instruments_AreThoseOfTheProgram()
    {
        var services = fixture.Silo.Services;
        // Some are made with the first user: connections, sending, an account.
        services.GetRequiredService<IFeishuConnectionFactory>();
        services.GetRequiredService<IMessageSender>();
        await services.GetRequiredService<IGrainFactory>().GetGrain<IAccountGrain>("nobody").GetStatusAsync().Within(what: "an account's grain");
        using var meters = new MeterProbe(services.GetRequiredService<IMeterFactory>());

        var made = meters.Instruments.Items.Where(static one => one.Name.StartsWith("feishu.", StringComparison.Ordinal))
            .Select(static one => $"{one.Meter.Name} | {one.Name} | {KindOf(one)} | {one.Unit} | {one.Description}");

        Assert.Equal(Documented().Order(), made.Order());
    }

    private static IEnumerable<string> Documented()
    {
        var meter = string.Empty;
        foreach (var line in File.ReadLines(RepositoryRoot.File("docs/metrics.md")))
        {
            if (MeterLine().Match(line) is { Success: true } begin)
                meter = begin.Groups["name"].Value;
            else if (Row().Match(line) is { Success: true } row)
                yield return $"{meter} | {row.Groups["name"]} | {row.Groups["kind"]} | {row.Groups["unit"]} | {row.Groups["text"]}";
        }
    }

    private static string KindOf(Instrument instrument) => instrument.GetType().Name.Split('`')[0] switch
    {
        "ObservableGauge" => "gauge",
        var kind => kind.ToLowerInvariant(),
    };

    [GeneratedRegex(@"^Meter `(?<name>[\w.]+)`")]
    private static partial Regex MeterLine();

    [GeneratedRegex(@"^\| `(?<name>feishu\.[a-z.]+)` \| (?<kind>\w+) \| `(?<unit>[^`]+)` \|[^|]*\| (?<text>[^|]+) \|$")]
    private static partial Regex Row();
}
