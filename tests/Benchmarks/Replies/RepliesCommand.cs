using System.CommandLine;

namespace FeishuOrleans.Benchmarks.Replies;

/// <summary><c>replies</c>: what a reply through the HTTP API costs beside the same call to the platform.</summary>
internal static class RepliesCommand
{
    public static Command Create()
    {
        var count = new Option<int>("--count") { Description = "Replies each way, after 200 to warm up.", DefaultValueFactory = static _ => 3000 };
        var accounts = new Option<int>("--accounts") { Description = "Accounts they are spread over; one may send 1,000 a minute.", DefaultValueFactory = static _ => 20 };
        var platform = new Option<int>("--platform-ms") { Description = "How long the platform takes for a reply.", DefaultValueFactory = static _ => 0 };
        var rate = new Option<int>("--rate") { Description = "Events of 1 KB a second that the silo receives meanwhile.", DefaultValueFactory = static _ => 0 };
        var command = new Command("replies", "Simulator and silo on this machine: replies by turns straight to the platform and through the HTTP API.")
        {
            count, accounts, platform, rate,
        };
        command.SetAction((parsed, cancellation) => RunAsync(
            new RepliesSettings(
                parsed.GetValue(count), parsed.GetValue(accounts), TimeSpan.FromMilliseconds(parsed.GetValue(platform)), parsed.GetValue(rate)),
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(RepliesSettings settings, CancellationToken cancellation)
    {
        Console.WriteLine(RepliesResult.Heading);
        Console.WriteLine(await RepliesMeasurement.MeasureAsync(settings, cancellation));
        return 0;
    }
}
