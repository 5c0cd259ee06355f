using FeishuOrleans.Grains.Interfaces.Events;

namespace FeishuOrleans.AdminClient.Reading;

/// <summary>Counts what was replayed, and says now and then how far it is.</summary>
internal sealed class ReplayProgress(TextWriter output, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private long _said = time.GetTimestamp();

    public int Delivered { get; private set; }

    public int Refused { get; private set; }

    public void Note(ReplayStep step)
    {
        Delivered += step.Outcome == ReplayOutcome.Delivered ? 1 : 0;
        Refused += step.Outcome == ReplayOutcome.Refused ? 1 : 0;
        if (time.GetElapsedTime(_said) < Interval)
            return;
        _said = time.GetTimestamp();
        var last = step.LastEventId is { } id ? id[(id.LastIndexOf(':') + 1)..] : "-";
        output.WriteLine($"{Delivered} delivered, {Refused} refused; at event {last} of {step.Through}");
    }
}
