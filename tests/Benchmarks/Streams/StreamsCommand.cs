using System.CommandLine;

namespace FeishuOrleans.Benchmarks.Streams;

/// <summary><c>streams</c>: readers of the event stream, and how late events reach them.</summary>
internal static class StreamsCommand
{
    public static Command Create()
    {
        var readers = new Option<int>("--readers") { Description = "Streams, spread over the accounts.", DefaultValueFactory = static _ => 1000 };
        var accounts = new Option<int>("--accounts") { Description = "Accounts, each with a connection.", DefaultValueFactory = static _ => 100 };
        var rate = new Option<int>("--rate") { Description = "Events of 1 KB a second over all accounts.", DefaultValueFactory = static _ => 500 };
        var seconds = new Option<int>("--seconds") { Description = "How long events are pushed.", DefaultValueFactory = static _ => 60 };
        var command = new Command("streams", "Simulator, silo and readers on this machine: from an event's receipt to its line at the reader.")
        {
            readers, accounts, rate, seconds,
        };
        command.SetAction((parsed, cancellation) => RunAsync(
            new StreamsSettings(
                parsed.GetValue(readers), parsed.GetValue(accounts), parsed.GetValue(rate), TimeSpan.FromSeconds(parsed.GetValue(seconds))),
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(StreamsSettings settings, CancellationToken cancellation)
    {
        var result = await StreamsMeasurement.MeasureAsync(settings, cancellation);
        Console.WriteLine(StreamsResult.Heading);
        Console.WriteLine(result);
        return result.IsSound ? 0 : 1;
    }
}
