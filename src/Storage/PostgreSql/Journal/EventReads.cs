using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Storage.Journal;
using Npgsql;

namespace FeishuOrleans.Storage.PostgreSql.Journal;

/// <summary>Reads of events.</summary>
internal sealed class EventReads(NpgsqlDataSource source)
{
    /// <summary>The server adds up the sizes, so that what is too much is not sent.</summary>
    private const string Select =
        """
        SELECT Sequence, ReceivedAt, Key, Type, ChatId, Payload FROM (
            SELECT *, row_number() OVER (ORDER BY Sequence) AS Row, sum(octet_length(Payload)) OVER (ORDER BY Sequence) AS Total
            FROM (
                SELECT * FROM Event WHERE Account = (SELECT Number FROM Account WHERE AccountId = $1) AND Sequence > $2
                ORDER BY Sequence LIMIT $3
            ) AS next
        ) AS counted
        WHERE Row = 1 OR Total <= $4 ORDER BY Sequence;
        """;

    private const string SelectHead =
        """
        SELECT Generation, (SELECT min(Sequence) FROM Event WHERE Account = Number), Last, Bytes, Number FROM Account WHERE AccountId = $1;
        """;

    private const string SelectNext =
        """
        SELECT Sequence, ReceivedAt FROM Event WHERE Account = $1 AND Sequence >= $2 ORDER BY Sequence LIMIT 1;
        """;

    public async Task<List<JournalEvent>> ReadAsync(string accountId, long after, int limit, int maxBytes, CancellationToken cancellation)
    {
        await using var command = Command(Select, accountId, after, (long)limit, (long)maxBytes);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var events = new List<JournalEvent>();
        while (await reader.ReadAsync(cancellation))
        {
            events.Add(new JournalEvent(reader.GetInt64(0), new JournalEntry(
                accountId,
                Key: reader.GetString(2),
                Type: reader.GetString(3),
                ChatId: reader.TextOrNull(4),
                ReceivedAt: JournalTime.FromStored(reader.GetInt64(1)),
                Payload: reader.Bytes(5))));
        }

        return events;
    }

    public async Task<JournalHead> ReadHeadAsync(string accountId, CancellationToken cancellation) =>
        await FindAsync(accountId, cancellation) is { } found ? found.Head : new JournalHead("", 0, 0, 0);

    public async Task<long> FindAsync(string accountId, DateTimeOffset receivedFrom, CancellationToken cancellation)
    {
        if (await FindAsync(accountId, cancellation) is not { } account || account.Head.First > account.Head.Last)
            return 0;
        var search = new TimeSearch(sequence => NextAsync(account.Number, sequence, cancellation));
        return await search.LastBeforeAsync(account.Head.First, account.Head.Last, JournalTime.ToStored(receivedFrom));
    }

    private async Task<(long Number, JournalHead Head)?> FindAsync(string accountId, CancellationToken cancellation)
    {
        await using var command = Command(SelectHead, accountId);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        if (!await reader.ReadAsync(cancellation))
            return null;
        var last = reader.GetInt64(2);
        var first = reader.LongOrNull(1) ?? last + 1;
        return (reader.GetInt64(4), new JournalHead(reader.GetString(0), first, last, reader.GetInt64(3)));
    }

    private async Task<KnownKey?> NextAsync(long account, long from, CancellationToken cancellation)
    {
        await using var command = Command(SelectNext, account, from);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? new KnownKey(reader.GetInt64(0), reader.GetInt64(1)) : null;
    }

    private NpgsqlCommand Command(string text, params object[] values)
    {
        var command = source.CreateCommand(text);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        return command;
    }
}
