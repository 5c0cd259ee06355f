using System.Globalization;
using FeishuOrleans.Benchmarks.Fleet;

namespace FeishuOrleans.Benchmarks.Streams;

/// <summary>One line of the table.</summary>
/// <param name="Settings">What was measured.</param>
/// <param name="Accepted">Events that the silo acknowledged.</param>
/// <param name="Behind">Events that readers had not read when the last one was acknowledged.</param>
/// <param name="Readers">The readers, at their end.</param>
/// <param name="ResidentBefore">Memory of the silo with its readers, before the events.</param>
/// <param name="ResidentAfter">The same after them.</param>
internal sealed record StreamsResult(
    StreamsSettings Settings, long Accepted, long Behind, IReadOnlyList<StreamReading> Readers, long ResidentBefore, long ResidentAfter)
{
    public static string Heading =>
        """
        | readers | accounts | events | read | delay p50 ms | p99 | p999 | max | p99 of the first third | of the last third | behind at the end | missing or twice | silo RSS MB begin, end |
        |---|---|---|---|---|---|---|---|---|---|---|---|---|
        """;

    /// <summary>Every reader read every event of its account once.</summary>
    public bool IsSound => Missing == 0 && Readers.Sum(static reader => reader.Gaps) == 0;

    private long Missing => Accepted * Settings.Readers / Settings.Accounts - Readers.Sum(static reader => (long)reader.Delays.Count);

    public override string ToString()
    {
        var (all, first, last) = (Part(0, 3), Part(0, 1), Part(2, 3));
        return string.Create(CultureInfo.InvariantCulture,
            $"| {Settings.Readers} | {Settings.Accounts} | {Settings.Rate}/s for {Settings.Duration.TotalSeconds:0} s | {all.Count} | {all.At(0.5):0.0} | {all.At(0.99):0.0} | {all.At(0.999):0.0} | {all.At(1):0.0} | {first.At(0.99):0.0} | {last.At(0.99):0.0} | {Behind} | {Missing}, {Readers.Sum(static reader => reader.Gaps)} | {ResidentBefore >> 20}, {ResidentAfter >> 20} |");
    }

    /// <summary>The delays of all readers, from one third of what each read to another.</summary>
    private Percentiles Part(int from, int to) => new(Readers.SelectMany(reader =>
        reader.Delays.Take(reader.Delays.Count * to / 3).Skip(reader.Delays.Count * from / 3)));
}
