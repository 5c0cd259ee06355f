using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Storage.Journal;
using Npgsql;

namespace FeishuOrleans.Storage.PostgreSql.Journal;

/// <summary>Progress of subscriptions, read.</summary>
internal sealed class Subscriptions(NpgsqlDataSource source)
{
    /// <summary>One statement, so that mark and set-aside events are of the same moment.</summary>
    private const string Select =
        """
        SELECT s.Epoch, s.LowWater, s.Finished, s.IsPaused, a.Sequence, a.Kind, a.Attempts, a.Since, a.NextAt, a.Reason
        FROM Subscription s LEFT JOIN SetAside a ON a.Account = s.Account AND a.Name = s.Name
        WHERE s.Account = (SELECT Number FROM Account WHERE AccountId = $1) AND s.Name = $2 ORDER BY a.Sequence;
        """;

    public async Task<SubscriptionState> ReadAsync(string accountId, string name, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(Select);
        command.Parameters.Add(new() { Value = accountId });
        command.Parameters.Add(new() { Value = name });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        if (!await reader.ReadAsync(cancellation))
            return SubscriptionState.None;
        var setAside = new List<SetAsideEvent>();
        var state = new SubscriptionState(
            Epoch: reader.GetInt64(0),
            LowWater: reader.GetInt64(1),
            SequenceSet.Parse(reader.Bytes(2)),
            setAside,
            IsPaused: reader.GetBoolean(3));
        do
        {
            if (reader.LongOrNull(4) is { } sequence)
                setAside.Add(ReadSetAside(reader, sequence));
        }
        while (await reader.ReadAsync(cancellation));

        return state;
    }

    private static SetAsideEvent ReadSetAside(NpgsqlDataReader reader, long sequence) => new(
        sequence,
        Kind: (SetAsideKind)reader.GetInt32(5),
        Attempts: reader.GetInt32(6),
        Since: JournalTime.FromStored(reader.GetInt64(7)),
        NextAt: reader.LongOrNull(8) is { } next ? JournalTime.FromStored(next) : null,
        Reason: reader.GetString(9));
}
