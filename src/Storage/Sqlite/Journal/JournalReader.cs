using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Storage.Journal;
using Microsoft.Data.Sqlite;

namespace FeishuOrleans.Storage.Sqlite.Journal;

/// <summary>A reading connection with its statements. Used by one caller at a time.</summary>
internal sealed class JournalReader : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteStatement _account, _first, _events, _subscription, _setAside;
    private readonly TimeSearch _times;

    public JournalReader(SqliteConnection connection)
    {
        _connection = connection;
        _account = new(connection, "SELECT Number, Generation, Last, Bytes FROM Account WHERE AccountId = ?1;");
        _first = new(connection, "SELECT MIN(Sequence) FROM Event WHERE Account = (SELECT Number FROM Account WHERE AccountId = ?1);");
        _events = new(connection,
            """
            SELECT Sequence, ReceivedAt, Key, Type, ChatId, Payload FROM Event
            WHERE Account = (SELECT Number FROM Account WHERE AccountId = ?1) AND Sequence > ?2 ORDER BY Sequence LIMIT ?3;
            """);
        _subscription = new(connection,
            """
            SELECT Epoch, LowWater, Finished, IsPaused FROM Subscription
            WHERE Account = (SELECT Number FROM Account WHERE AccountId = ?1) AND Name = ?2;
            """);
        _setAside = new(connection,
            """
            SELECT Sequence, Kind, Attempts, Since, NextAt, Reason FROM SetAside
            WHERE Account = (SELECT Number FROM Account WHERE AccountId = ?1) AND Name = ?2 ORDER BY Sequence;
            """);
        _times = new(connection);
    }

    public List<JournalEvent> Read(string accountId, long after, int limit, int maxBytes)
    {
        var events = new List<JournalEvent>();
        var left = (long)maxBytes;
        _events.Bind(1, accountId).Bind(2, after).Bind(3, limit);
        while (_events.Step())
        {
            left -= _events.Size(5);
            if (left < 0 && events.Count > 0)
                break;
            events.Add(ReadEvent(accountId));
        }

        _events.Reset();
        return events;
    }

    public JournalHead ReadHead(string accountId)
    {
        // The newest first: what is appended between the two look-ups does not make the oldest newer than it.
        if (!_account.Bind(1, accountId).Step())
            return new JournalHead("", 0, 0, 0);
        var (generation, last, bytes) = (_account.Text(1), _account.Long(2), _account.Long(3));
        _account.Reset();
        var first = _first.Bind(1, accountId).Number();
        return new JournalHead(generation, Math.Min(first ?? long.MaxValue, last + 1), last, bytes);
    }

    public long Find(string accountId, DateTimeOffset receivedFrom)
    {
        var account = _account.Bind(1, accountId).Number();
        return account is { } number ? _times.LastBefore(number, JournalTime.ToStored(receivedFrom)) : 0;
    }

    public SubscriptionState ReadSubscription(string accountId, string name)
    {
        if (!_subscription.Bind(1, accountId).Bind(2, name).Step())
            return SubscriptionState.None;
        var state = new SubscriptionState(
            Epoch: _subscription.Long(0),
            LowWater: _subscription.Long(1),
            SequenceSet.Parse(_subscription.Bytes(2)),
            SetAside: [],
            IsPaused: _subscription.Long(3) != 0);
        _subscription.Reset();
        return state with { SetAside = ReadSetAside(accountId, name) };
    }

    public void Dispose()
    {
        _account.Dispose();
        _first.Dispose();
        _events.Dispose();
        _subscription.Dispose();
        _setAside.Dispose();
        _times.Dispose();
        _connection.Dispose();
    }

    private JournalEvent ReadEvent(string accountId) => new(_events.Long(0), new JournalEntry(
        accountId,
        Key: _events.Text(2),
        Type: _events.Text(3),
        ChatId: _events.TextOrNull(4),
        ReceivedAt: JournalTime.FromStored(_events.Long(1)),
        Payload: _events.Bytes(5).ToArray()));

    private List<SetAsideEvent> ReadSetAside(string accountId, string name)
    {
        var events = new List<SetAsideEvent>();
        _setAside.Bind(1, accountId).Bind(2, name);
        while (_setAside.Step())
        {
            events.Add(new SetAsideEvent(
                Sequence: _setAside.Long(0),
                Kind: (SetAsideKind)_setAside.Long(1),
                Attempts: (int)_setAside.Long(2),
                Since: JournalTime.FromStored(_setAside.Long(3)),
                NextAt: _setAside.LongOrNull(4) is { } next ? JournalTime.FromStored(next) : null,
                Reason: _setAside.Text(5)));
        }

        return events;
    }
}
