using System.CommandLine;

namespace FeishuOrleans.Benchmarks.Load;

/// <summary><c>load</c>: events from the platform to the operator's code, at a rate or at saturation.</summary>
internal static class LoadCommand
{
    public static Command Create()
    {
        var accounts = new Option<int>("--accounts") { Description = "Accounts, each with a connection.", DefaultValueFactory = static _ => 100 };
        var rate = new Option<int>("--rate") { Description = "Events of 1 KB a second over all accounts.", DefaultValueFactory = static _ => 500 };
        var seconds = new Option<int>("--seconds") { Description = "How long events are pushed, after 5 s of warm-up.", DefaultValueFactory = static _ => 30 };
        var saturate = new Option<bool>("--saturate") { Description = "As many events as are acknowledged, instead of a rate." };
        var outstanding = new Option<int>("--outstanding") { Description = "At saturation: events of an account under way.", DefaultValueFactory = static _ => 8 };
        var webhook = new Option<bool>("--webhook") { Description = "Deliver the events to a consumer." };
        var down = new Option<bool>("--consumer-down") { Description = "The consumer of --webhook is down while events are pushed, and is started afterwards." };
        var command = new Command("load", "Simulator, silo and consumer on this machine: acknowledgements, deliveries, and what they cost.")
        {
            accounts, rate, seconds, saturate, outstanding, webhook, down,
        };
        command.SetAction((parsed, cancellation) => RunAsync(
            new LoadSettings(
                parsed.GetValue(accounts),
                parsed.GetValue(saturate) ? 0 : parsed.GetValue(rate),
                TimeSpan.FromSeconds(parsed.GetValue(seconds)),
                parsed.GetValue(outstanding),
                parsed.GetValue(webhook) || parsed.GetValue(down),
                parsed.GetValue(down)),
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(LoadSettings settings, CancellationToken cancellation)
    {
        await using var measurement = await LoadMeasurement.CreateAsync(settings);
        var result = await measurement.MeasureAsync(cancellation);
        Console.WriteLine(LoadResult.Heading);
        Console.WriteLine(result);
        return result.IsSound ? 0 : 1;
    }
}
