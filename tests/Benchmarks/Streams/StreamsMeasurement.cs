using System.Text.Json;
using Feishu.Simulator.Load;
using FeishuOrleans.Benchmarks.Capacity;
using FeishuOrleans.Benchmarks.Fleet;

namespace FeishuOrleans.Benchmarks.Streams;

/// <summary>Opens the readers, pushes the events, and lets every reader come to the end.</summary>
internal static class StreamsMeasurement
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(250), Patience = TimeSpan.FromSeconds(30);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static async Task<StreamsResult> MeasureAsync(StreamsSettings settings, CancellationToken cancellation)
    {
        await using var fleet = await FleetProcesses.StartAsync(settings.Accounts, cancellation);
        var readers = new List<StreamReading>();
        for (var reader = 0; reader < settings.Readers; reader++)
            readers.Add(await StreamReading.OpenAsync(fleet.Silo.Http, reader % settings.Accounts, cancellation));
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var reading = readers.Select(reader => Task.Run(() => reader.ReadAsync(end.Token), cancellation)).ToArray();

        var before = MeasuredSilo.ResidentBytes(fleet.Silo.ProcessId);
        await fleet.PushAsync(settings.Rate, settings.Duration);
        var report = await EndOfLoadAsync(fleet, cancellation);
        var behind = report.Accepted * settings.Readers / settings.Accounts - readers.Sum(static reader => (long)reader.Delays.Count);
        await DrainAsync(readers, report.Accepted * settings.Readers / settings.Accounts, cancellation);
        var after = MeasuredSilo.ResidentBytes(fleet.Silo.ProcessId);

        await end.CancelAsync();
        await Task.WhenAll(reading);
        readers.ForEach(static reader => reader.Dispose());
        return new StreamsResult(settings, report.Accepted, behind, readers, before, after);
    }

    private static async Task<LoadReport> EndOfLoadAsync(FleetProcesses fleet, CancellationToken cancellation)
    {
        while (true)
        {
            await Task.Delay(Poll, cancellation);
            var report = (await fleet.Simulator.GetAsync("load")).Deserialize<LoadReport>(Json)!;
            if (!report.Running)
                return report;
        }
    }

    /// <summary>Waits until the readers have so many events together, or nothing new came for a while.</summary>
    private static async Task DrainAsync(List<StreamReading> readers, long wanted, CancellationToken cancellation)
    {
        var (read, quiet) = (0L, TimeSpan.Zero);
        while (read < wanted && quiet < Patience)
        {
            await Task.Delay(Poll, cancellation);
            var now = readers.Sum(static reader => (long)reader.Delays.Count);
            quiet = now > read ? TimeSpan.Zero : quiet + Poll;
            read = now;
        }
    }
}
