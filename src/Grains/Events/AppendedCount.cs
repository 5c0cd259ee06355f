using FeishuOrleans.Grains.Journal;

namespace FeishuOrleans.Grains.Events;

/// <summary>Counts new events, for a silo in which nothing delivers.</summary>
internal sealed class AppendedCount : IAppendedEvents
{
    private long _events;

    public long Events => Interlocked.Read(ref _events);

    public void OnAppended(JournalEvent appended) => Interlocked.Increment(ref _events);
}
