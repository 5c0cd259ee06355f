namespace FeishuOrleans.Grains.Journal;

/// <summary>Who delivers what was kept. Told so that it need not ask the storage; what it is not told of (a crash between
/// the write and the word) it finds in the journal.</summary>
internal interface IAppendedEvents
{
    /// <summary>A new event is on disk. Called on the thread pool, once an event and process; events of an account may
    /// come out of order. Must not block and must not throw.</summary>
    void OnAppended(JournalEvent appended);
}
