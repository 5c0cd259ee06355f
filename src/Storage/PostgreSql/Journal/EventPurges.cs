using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Storage.Journal;
using Npgsql;

namespace FeishuOrleans.Storage.PostgreSql.Journal;

/// <summary>
/// Deletes bounded portions, each with one statement. An account without anything to delete costs a read: its row is only
/// locked when its bytes change. Keys and events are no one transaction: an append holds the account and may wait for a key.
/// </summary>
internal sealed class EventPurges(NpgsqlDataSource source)
{
    /// <summary>Silos that purge at once take different keys.</summary>
    private const string DeleteKeys =
        """
        DELETE FROM EventKey WHERE Hash IN (
            SELECT Hash FROM EventKey WHERE ReceivedAt < $1 ORDER BY ReceivedAt LIMIT $2 FOR UPDATE SKIP LOCKED);
        """;

    /// <summary>Stops before the first event that is not old: times ascend with the sequence, but for a few seconds.</summary>
    private const string DeleteEvents =
        """
        WITH mine AS (
            SELECT Number, coalesce((SELECT min(LowWater) FROM Subscription WHERE Account = Number), 9223372036854775807) AS Delivered
            FROM Account WHERE AccountId = $1
        ),
        eldest AS (
            SELECT Event.Account, Sequence, ReceivedAt FROM Event, mine
            WHERE Event.Account = Number AND Sequence <= Delivered
            AND NOT EXISTS (SELECT 1 FROM SetAside WHERE SetAside.Account = Event.Account AND SetAside.Sequence = Event.Sequence)
            ORDER BY Sequence LIMIT $3
        ),
        old AS (
            SELECT Account, Sequence FROM (SELECT *, bool_and(ReceivedAt < $2) OVER (ORDER BY Sequence) AS IsOld FROM eldest) AS aged WHERE IsOld
        ),
        gone AS (
            DELETE FROM Event USING old WHERE Event.Account = old.Account AND Event.Sequence = old.Sequence
            RETURNING octet_length(Payload) AS Size
        ),
        total AS (SELECT count(*) AS Events, CAST(coalesce(sum(Size), 0) AS bigint) AS Bytes FROM gone),
        smaller AS (
            UPDATE Account SET Bytes = Account.Bytes - total.Bytes FROM mine, total
            WHERE Account.Number = mine.Number AND total.Events > 0
        )
        SELECT Events FROM total;
        """;

    /// <returns>Whether there is more to delete.</returns>
    public async Task<bool> PurgeAsync(PurgeRequest request, CancellationToken cancellation)
    {
        await using var keys = source.CreateCommand(DeleteKeys);
        keys.Parameters.Add(new() { Value = JournalTime.ToStored(request.KeysBefore) });
        keys.Parameters.Add(new() { Value = (long)request.MaxEvents });
        var deletedKeys = await keys.ExecuteNonQueryAsync(cancellation);

        await using var events = source.CreateCommand(DeleteEvents);
        events.Parameters.Add(new() { Value = request.AccountId });
        events.Parameters.Add(new() { Value = JournalTime.ToStored(request.ReceivedBefore) });
        events.Parameters.Add(new() { Value = (long)request.MaxEvents });
        var deletedEvents = (long)(await events.ExecuteScalarAsync(cancellation))!;
        return deletedKeys == request.MaxEvents || deletedEvents == request.MaxEvents;
    }
}
