using FeishuOrleans.Grains.Journal;

namespace FeishuOrleans.Grains.Tests.Events;

/// <summary>Counts new events instead of delivering them.</summary>
internal sealed class AppendedCount : IAppendedEvents
{
    private long _events;

    public long Events => Interlocked.Read(ref _events);

    public void OnAppended(JournalEvent appended) => Interlocked.Increment(ref _events);
}
