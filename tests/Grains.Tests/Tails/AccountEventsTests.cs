using System.Text;
using FeishuOrleans.Grains.Accounts;
using FeishuOrleans.Grains.Events;
using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Grains.Interfaces.Events;
using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Grains.Tails;
using FeishuOrleans.Grains.Tests.Kit;
using FeishuOrleans.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace FeishuOrleans.Grains.Tests.Tails;

/// <summary>Events read by a client of a cluster of two silos: the account is on one of them, the client's gateway on either.</summary>
public sealed class AccountEventsTests : IAsyncLifetime
{
    private AccountCluster _cluster = null!;
    private int _keys;

    public async ValueTask InitializeAsync()
    {
        _cluster = await AccountCluster.StartAsync(new ClusterSetup { Silos = 2 });
        Assert.Null((await _cluster.Account("a1").AddAsync(_cluster.Registration(enabled: false)).Within()).Refusal);
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Read_WhileEventsCome_HasThemInOrder()
    {
        await using var reader = await Reader(new EventQuery()).BeginAsync();
        await AppendAsync(3, "oc_1");
        Assert.Equal([1, 2, 3], await reader.SequencesAsync(3));
        await AppendAsync(2, "oc_1");

        Assert.Equal([4, 5], await reader.SequencesAsync(2));

        var last = reader.Last.Events[^1];
        Assert.Equal(("a1", 5, "im.message.receive_v1", "oc_1"), (last.AccountId, last.Sequence, last.Type, last.ChatId));
        Assert.Equal(("unknown", null, true), (last.Mention, last.Self, last.IsJson));
        Assert.StartsWith("{\"schema\":\"2.0\"", Encoding.UTF8.GetString(last.Payload), StringComparison.Ordinal);
        Assert.Equal("memory:5", reader.Last.LastEventId);
    }

    [Fact]
    public async Task Read_FromAPlaceToAPlace_EndsThere()
    {
        await AppendAsync(10, "oc_1");

        Assert.Equal([3, 4, 5], await ReadAllAsync(new EventQuery { From = "3", To = "5" }));
        Assert.Equal(10, (await ReadAllAsync(new EventQuery { From = "earliest", To = "latest" })).Count);
        Assert.Empty(await ReadAllAsync(new EventQuery { From = "latest", To = "latest" }));
        Assert.Equal([9, 10], await ReadAllAsync(new EventQuery { LastEventId = "memory:8", From = "earliest", To = "latest" }));
        Assert.Equal(10, (await ReadAllAsync(new EventQuery { From = "2020-01-01T00:00:00Z", To = "latest" })).Count);
    }

    [Fact]
    public async Task Read_Filtered_HasOnlyWhatIsWanted()
    {
        await AppendAsync(2, "oc_1");
        await AppendAsync(2, "oc_2", "im.message.recalled_v1");
        await AppendAsync(1, "oc_2");

        Assert.Equal([3, 4, 5], await ReadAllAsync(Whole with { Chats = ["oc_2"] }));
        Assert.Equal([1, 2, 5], await ReadAllAsync(Whole with { Types = ["im.message.receive_v1"] }));
        Assert.Equal([5], await ReadAllAsync(Whole with { Types = ["im.message.receive_v1"], Chats = ["oc_2", "oc_3"] }));
        Assert.Empty(await ReadAllAsync(Whole with { Chats = ["oc_3"] }));
    }

    [Theory]
    [InlineData("a1", "another:1", null, RefusalKind.HistoryGone)]
    [InlineData("a1", null, "yesterday", RefusalKind.InvalidInput)]
    [InlineData("nobody", null, null, RefusalKind.UnknownAccount)]
    public async Task Read_Refused_EndsWithTheReason(string account, string? lastId, string? from, RefusalKind expected)
    {
        await using var reader = new BatchReader(_cluster.Grains, account, new EventQuery { LastEventId = lastId, From = from });

        Assert.Equal(expected, (await reader.NextAsync())!.Refusal?.Kind);
        Assert.Null(await reader.NextAsync());
    }

    /// <summary>However much there is: no batch is larger than a message of the cluster may be, and none is read before it is asked for.</summary>
    [Fact]
    public async Task Read_FarBehind_ComesInBoundedBatchesAsTheReaderTakesThem()
    {
        await AppendAsync(1_000, "oc_1", size: 10_000);
        var reads = 0;
        _cluster.Journal.Before = step =>
        {
            if (step == nameof(IJournalStore.ReadAsync))
                Interlocked.Increment(ref reads);
            return Task.CompletedTask;
        };
        await using var reader = await Reader(new EventQuery { From = "earliest" }).BeginAsync();

        var batch = (await reader.NextAsync())!;
        Assert.InRange(batch.Events.Sum(static one => one.Payload.Length), 1, 1 << 20);
        Assert.InRange(reads, 1, 4);

        Assert.Equal(1_000 - batch.Events.Length, (await reader.SequencesAsync(1_000 - batch.Events.Length)).Count);
    }

    /// <summary>Cut off anywhere and begun again with what came last, nothing is missing and nothing comes twice.</summary>
    [Fact]
    public async Task Read_BegunAgainAfterEveryBatch_HasEverySequenceOnce()
    {
        var query = new EventQuery();
        var seen = new List<long>();
        for (var round = 0; round < 30; round++)
        {
            await using var reader = await Reader(query).BeginAsync();
            query = query.After(reader.Last);
            await AppendAsync(round % 4, "oc_1");
            if (round % 4 > 0)
                seen.AddRange(await reader.SequencesAsync(1));
            query = query.After(reader.Last);
        }

        await using var rest = await Reader(query with { To = "latest" }).BeginAsync();
        seen.AddRange(await rest.SequencesAsync(int.MaxValue));
        Assert.Equal(Enumerable.Range(1, _keys).Select(static number => (long)number), seen);
    }

    [Fact]
    public async Task Read_ReaderLeaves_TheTailEnds()
    {
        var tails = _cluster.Silos.Select(static silo => silo.ServiceProvider.GetRequiredService<EventTails>()).ToArray();
        await using (await Reader(new EventQuery()).BeginAsync())
            Assert.Equal(1, tails.Sum(static tail => tail.Count));

        await AccountCluster.UntilAsync(async () => await _cluster.Account("a1").GetStatusAsync() is not null && tails.All(static tail => tail.Count == 0), "no tail");
    }

    /// <summary>The account moves: the enumeration is over, the reading is not.</summary>
    [Fact]
    public async Task Read_SiloIsLost_GoesOnElsewhere()
    {
        await AppendAsync(3, "oc_1");
        await using var reader = await Reader(new EventQuery { From = "earliest" }).BeginAsync();
        Assert.Equal([1, 2, 3], await reader.SequencesAsync(3));
        var owner = (await AccountCluster.StatusAsync(_cluster.Account("a1"))).Silo;

        await _cluster.Inner.KillSiloAsync(_cluster.Silos.Single(silo => silo.Name == owner)).Within(what: "the kill");
        await AppendAsync(2, "oc_1");
        await using var next = await FollowAsync(reader);

        Assert.Equal([4, 5], await next.SequencesAsync(2));
    }

    /// <summary>An account with readers moves, and a silo with readers stops, as fast as without them.</summary>
    [Fact]
    public async Task Read_AccountIsToMove_BreaksOffAtOnce()
    {
        await using var reader = await Reader(new EventQuery()).BeginAsync();
        var next = reader.NextAsync();
        var status = await AccountCluster.StatusAsync(_cluster.Account("a1"));
        var (from, to) = (_cluster.Silos.Single(silo => silo.Name == status.Silo), _cluster.Silos.Single(silo => silo.Name != status.Silo));

        Assert.True(await _cluster.SiloGrains.GetGrain<IAccountOwner>("a1").MoveAsync(from.SiloAddress, to.SiloAddress).Within());

        await Assert.ThrowsAsync<EnumerationAbortedException>(() => next).Within(EventTail.Beat / 2, "the end of the reading");
        await AppendAsync(1, "oc_1");
        await using var elsewhere = await Reader(new EventQuery().After(reader.Last)).BeginAsync();
        Assert.Equal([1], await elsewhere.SequencesAsync(1));
    }

    private static EventQuery Whole => new() { From = EventQuery.Earliest, To = EventQuery.Latest };

    private BatchReader Reader(EventQuery query) => new(_cluster.Grains, "a1", query);

    private async Task<BatchReader> FollowAsync(BatchReader lost)
    {
        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            while (await lost.NextAsync() is not null)
            {
                // Whatever was on its way.
            }
        });
        return await Reader(new EventQuery().After(lost.Last)).BeginAsync();
    }

    private async Task<IReadOnlyList<long>> ReadAllAsync(EventQuery query)
    {
        await using var reader = await Reader(query).BeginAsync();
        return await reader.SequencesAsync(int.MaxValue);
    }

    /// <summary>As the connection of the silo that has the account keeps them.</summary>
    private async Task AppendAsync(int count, string chat, string type = "im.message.receive_v1", int size = 0)
    {
        var silo = _cluster.Silos.FirstOrDefault(static silo => silo.ServiceProvider.GetRequiredService<LocalAccounts>().Carries("a1")) ?? _cluster.Silos[0];
        var keeper = silo.ServiceProvider.GetRequiredService<EventKeeper>();
        for (var i = 0; i < count; i++)
        {
            var text = $$$"""{"schema":"2.0","header":{"event_id":"e{{{_keys}}}","event_type":"{{{type}}}"},"event":{"text":"{{{new string('x', size)}}}"} }""";
            var entry = new JournalEntry("a1", $"event:{_keys++}", type, chat, DateTimeOffset.UtcNow, Encoding.UTF8.GetBytes(text));
            Assert.Equal(AppendOutcome.Appended, (await keeper.KeepAsync(entry).Within(what: "the append"))?.Outcome);
        }
    }
}
