using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Testing;

namespace FeishuOrleans.Storage.Tests.Journal;

/// <summary>What every provider's journal promises. Derived once a provider.</summary>
public abstract class JournalContract
{
    protected const string A = "a1", B = "b1", Webhook = "webhook";

    protected static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A journal on the test's storage; the second call is another silo on the same.</summary>
    protected abstract IJournalStore Open(JournalOptions? options = null);

    [Fact]
    public async Task Append_NewEvents_GetSequencesWithoutGaps()
    {
        var journal = Open();

        var results = await AppendAsync(journal, Entry("1"), Entry("2"), Entry("1", B), Entry("3"));

        Assert.Equal([New(1), New(2), New(1), New(3)], results);
        Assert.Equal([New(4)], await AppendAsync(journal, Entry("4")));
    }

    [Fact]
    public async Task Append_KnownKey_IsADuplicateOfTheFirst()
    {
        var journal = Open();
        await AppendAsync(journal, Entry("0"), Entry("1"));

        var results = await AppendAsync(journal, Entry("2"), Entry("1"), Entry("2"), Entry("1", B));

        Assert.Equal([New(3), Again(2), Again(3), New(1)], results);
        Assert.Equal([1, 2, 3], (await ReadAllAsync(journal)).Select(one => one.Sequence));
    }

    [Fact]
    public async Task Append_KnownKeyAfterTheWindow_IsNew()
    {
        var journal = Open();
        await AppendAsync(journal, Entry("1"));

        Assert.Equal([Again(1)], await AppendAsync(journal, Entry("1", at: Start + JournalLimits.DeduplicationWindow)));
        Assert.Equal([New(2)], await AppendAsync(journal, Entry("1", at: Start + JournalLimits.DeduplicationWindow + TimeSpan.FromSeconds(1))));
        Assert.Equal([Again(2)], await AppendAsync(journal, Entry("1", at: Start + JournalLimits.DeduplicationWindow + TimeSpan.FromSeconds(2))));
    }

    [Fact]
    public async Task Append_AboveTheQuota_IsRefusedAndDuplicatesAreStillKnown()
    {
        var journal = Open(new JournalOptions { MaxBytesPerAccount = 100 });
        await AppendAsync(journal, Entry("1", size: 60));

        var results = await AppendAsync(journal, Entry("2", size: 60), Entry("1", size: 60), Entry("3", size: 40), Entry("1", B, size: 60));

        Assert.Equal([new(AppendOutcome.OverQuota, 0), Again(1), New(2), New(1)], results);
        Assert.Equal(100, (await journal.GetHeadAsync(A, Cancel).Within()).Bytes);
    }

    /// <summary>JSON can name both; an event that has them must not hold up those it is written with.</summary>
    [Fact]
    public async Task Append_TextThatIsNoText_IsKeptAndSoAreItsNeighbours()
    {
        var journal = Open();
        var odd = new JournalEntry(A, "event:\0 \ud800", "type \0", "chat \udc00", Start, new byte[1]);

        Assert.Equal([New(1), New(2), New(3)], await AppendAsync(journal, Entry("1"), odd, Entry("2")));

        Assert.Equal([Again(2)], await AppendAsync(journal, odd));
        Assert.Equal([1, 2, 3], Sequences(await ReadAllAsync(journal)));
    }

    [Fact]
    public async Task Read_AnEvent_HasEverythingThatWasKept()
    {
        var journal = Open();
        byte[] payload = [0, 1, 255, (byte)'"'];
        var entry = new JournalEntry(A, "message:om_1", "im.message.receive_v1", "oc_1", Start.AddMilliseconds(7), payload);
        await AppendAsync(journal, entry, new JournalEntry(A, "sha256:0", "unknown", null, Start, ReadOnlyMemory<byte>.Empty));

        var events = await ReadAllAsync(journal);

        Assert.Equal(payload, events[0].Entry.Payload.ToArray());
        Assert.Equal(entry with { Payload = default }, events[0].Entry with { Payload = default });
        Assert.Null(events[1].Entry.ChatId);
        Assert.Equal(0, events[1].Entry.Payload.Length);
    }

    [Fact]
    public async Task Read_LargestPayload_IsWhole()
    {
        var journal = Open();
        var payload = new byte[JournalLimits.MaxPayloadBytes];
        new Random(1).NextBytes(payload);
        await AppendAsync(journal, Entry("1") with { Payload = payload });

        var events = await ReadAllAsync(journal);

        Assert.Equal(payload, Assert.Single(events).Entry.Payload.ToArray());
    }

    [Fact]
    public async Task Read_Limits_AreKeptAndOneEventIsAlwaysRead()
    {
        var journal = Open();
        await AppendAsync(journal, [.. Enumerable.Range(1, 10).Select(number => Entry($"{number}", size: 100))]);

        Assert.Equal([4, 5, 6], Sequences(await journal.ReadAsync(A, 3, 3, int.MaxValue, Cancel).Within()));
        Assert.Equal([4, 5], Sequences(await journal.ReadAsync(A, 3, 100, 299, Cancel).Within()));
        Assert.Equal([4], Sequences(await journal.ReadAsync(A, 3, 100, 1, Cancel).Within()));
        Assert.Empty(await journal.ReadAsync(A, 10, 100, int.MaxValue, Cancel).Within());
        Assert.Empty(await journal.ReadAsync("nobody", 0, 100, int.MaxValue, Cancel).Within());
    }

    [Fact]
    public async Task Head_BeforeAndAfterEvents_SaysWhatIsKept()
    {
        var journal = Open();
        Assert.Equal(new JournalHead("", 0, 0, 0), await journal.GetHeadAsync(A, Cancel).Within());

        await AppendAsync(journal, Entry("1", size: 10), Entry("2", size: 5));

        var head = await journal.GetHeadAsync(A, Cancel).Within();
        Assert.NotEmpty(head.Generation);
        Assert.Equal(head with { First = 1, Last = 2, Bytes = 15 }, head);
        Assert.Equal(head, await Open().GetHeadAsync(A, Cancel).Within());
    }

    [Fact]
    public async Task Find_AnyTime_MissesNothingReceivedSince()
    {
        var journal = Open();
        // The third overtook the second on the way to the disk.
        int[] seconds = [0, 20, 19, 21, 40, 60];
        await AppendAsync(journal, [.. seconds.Select((second, index) => Entry($"{index}", at: Start.AddSeconds(second)))]);

        Assert.Equal(0, await journal.FindAsync(A, Start.AddSeconds(-1), Cancel).Within());
        Assert.Equal(0, await journal.FindAsync(A, Start, Cancel).Within());
        Assert.Equal(1, await journal.FindAsync(A, Start.AddSeconds(1), Cancel).Within());
        Assert.Equal(1, await journal.FindAsync(A, Start.AddSeconds(20), Cancel).Within());
        Assert.Equal(3, await journal.FindAsync(A, Start.AddSeconds(21), Cancel).Within());
        Assert.Equal(5, await journal.FindAsync(A, Start.AddSeconds(60), Cancel).Within());
        Assert.Equal(6, await journal.FindAsync(A, Start.AddSeconds(61), Cancel).Within());
        Assert.Equal(0, await journal.FindAsync("nobody", Start, Cancel).Within());
    }

    [Fact]
    public async Task SaveProgress_ThenRead_IsWhatWasSaved()
    {
        var journal = Open();
        var first = Aside(3, SetAsideKind.Retrying, Start.AddMinutes(1));
        var update = Progress(epoch: 4, lowWater: 5, [7, 8, 10]) with { Set = [first, Aside(5, SetAsideKind.Parked, null)] };

        Assert.Equal<bool[]>([true], await journal.SaveProgressAsync([update], Cancel).Within());
        Assert.Equal<bool[]>([true], await journal.SaveProgressAsync([Progress(4, 6, []) with { Set = [first with { Attempts = 9 }], Cleared = [5], IsPaused = true }], Cancel).Within());

        var state = await Open().ReadSubscriptionAsync(A, Webhook, Cancel).Within();
        Assert.Equal((4, 6L, true), (state.Epoch, state.LowWater, state.IsPaused));
        Assert.Equal(SequenceSet.Empty, state.Finished);
        Assert.Equal([first with { Attempts = 9 }], state.SetAside);
        Assert.Equal(SubscriptionState.None, await journal.ReadSubscriptionAsync(A, "other", Cancel).Within());
        Assert.Equal(SubscriptionState.None, await journal.ReadSubscriptionAsync("nobody", Webhook, Cancel).Within());
    }

    [Fact]
    public async Task SaveProgress_OlderEpoch_ChangesNothingOfItsSubscription()
    {
        var journal = Open();
        await journal.SaveProgressAsync([Progress(epoch: 4, lowWater: 5, [7])], Cancel).Within();

        var saved = await journal.SaveProgressAsync(
            [Progress(3, 9, []) with { Set = [Aside(1, SetAsideKind.Parked, null)] }, Progress(1, 2, []) with { AccountId = B }], Cancel).Within();

        Assert.Equal([false, true], saved);
        var state = await journal.ReadSubscriptionAsync(A, Webhook, Cancel).Within();
        Assert.Equal((4, 5L), (state.Epoch, state.LowWater));
        Assert.Equal(SequenceSet.Of([7]), state.Finished);
        Assert.Empty(state.SetAside);
        Assert.Equal(2, (await journal.ReadSubscriptionAsync(B, Webhook, Cancel).Within()).LowWater);
    }

    [Fact]
    public async Task Purge_OldEvents_GoInPortionsAndTheirSequencesNeverComeBack()
    {
        var journal = Open();
        await AppendAsync(journal, [.. Enumerable.Range(1, 10).Select(number => Entry($"{number}", size: 10, at: Start.AddHours(number)))]);
        var request = new PurgeRequest(A, ReceivedBefore: Start.AddHours(8), KeysBefore: Start, MaxEvents: 4);

        Assert.True(await journal.PurgeAsync(request, Cancel).Within());
        Assert.Equal([5, 6, 7, 8, 9, 10], Sequences(await ReadAllAsync(journal)));
        Assert.False(await journal.PurgeAsync(request, Cancel).Within());

        Assert.Equal([8, 9, 10], Sequences(await ReadAllAsync(journal)));
        var head = await journal.GetHeadAsync(A, Cancel).Within();
        Assert.Equal((8, 10, 30), (head.First, head.Last, head.Bytes));
        await journal.PurgeAsync(request with { ReceivedBefore = DateTimeOffset.MaxValue, MaxEvents = 100 }, Cancel).Within();
        Assert.Equal(head with { First = 11, Bytes = 0 }, await journal.GetHeadAsync(A, Cancel).Within());
        Assert.Equal([New(11)], await AppendAsync(journal, Entry("11")));
    }

    [Fact]
    public async Task Purge_WhatASubscriptionHasNotFinished_Stays()
    {
        var journal = Open();
        await AppendAsync(journal, [.. Enumerable.Range(1, 10).Select(number => Entry($"{number}"))]);
        await journal.SaveProgressAsync([Progress(1, 6, [8]) with { Set = [Aside(2, SetAsideKind.Parked, null)] }], Cancel).Within();
        await journal.SaveProgressAsync([Progress(1, 9, []) with { Subscription = "other" }], Cancel).Within();

        await journal.PurgeAsync(new PurgeRequest(A, DateTimeOffset.MaxValue, Start, 100), Cancel).Within();

        Assert.Equal([2, 7, 8, 9, 10], Sequences(await ReadAllAsync(journal)));
    }

    [Fact]
    public async Task Purge_Keys_OutliveTheirEventsUntilTheirOwnTime()
    {
        var journal = Open();
        await AppendAsync(journal, Entry("1"), Entry("2", at: Start.AddHours(2)));

        await journal.PurgeAsync(new PurgeRequest(A, DateTimeOffset.MaxValue, KeysBefore: Start.AddHours(1), MaxEvents: 100), Cancel).Within();

        Assert.Empty(await ReadAllAsync(journal));
        Assert.Equal([New(3), Again(2)], await AppendAsync(journal, Entry("1", at: Start.AddHours(3)), Entry("2", at: Start.AddHours(3))));
    }

    [Fact]
    public async Task Append_TwoSilosAtOnce_AReaderNeverMissesAnEvent()
    {
        const int Each = 2_000;
        IJournalStore[] silos = [Open(), Open()];
        var writers = silos.Select((journal, silo) => Task.Run(() => WriteAsync(journal, silo, Each), Cancel)).ToArray();

        var seen = new List<long>();
        while (seen.Count < 2 * Each)
        {
            var isOver = writers.All(one => one.IsCompleted);
            var part = await silos[seen.Count % 2].ReadAsync(A, seen.Count, 100, int.MaxValue, Cancel).Within();
            seen.AddRange(part.Select(one => one.Sequence));
            Assert.Equal(seen.Count, seen.Count == 0 ? 0 : seen[^1]);
            if (part.Count == 0 && isOver)
                break;
        }

        await Task.WhenAll(writers).Within(what: "both writers");
        Assert.Equal(Enumerable.Range(1, 2 * Each).Select(number => (long)number), seen);
    }

    [Fact]
    public async Task Append_SameEventInTwoSilos_IsKeptOnce()
    {
        IJournalStore[] silos = [Open(), Open()];
        var entries = Enumerable.Range(1, 500).Select(number => Entry($"{number}")).ToArray();

        var results = await Task.WhenAll(silos.Select(journal => Task.Run(() => AppendEachAsync(journal, entries), Cancel))).Within(what: "both writers");

        for (var i = 0; i < entries.Length; i++)
        {
            Assert.Equal([AppendOutcome.Appended, AppendOutcome.Duplicate], results.Select(each => each[i].Outcome).Order());
            Assert.Single(results.Select(each => each[i].Sequence).Distinct());
        }
    }

    protected static JournalEntry Entry(string id, string account = A, DateTimeOffset? at = null, int size = 3) =>
        new(account, "event:" + id, "test", "oc_1", at ?? Start, new byte[size]);

    protected static Task<AppendResult[]> AppendAsync(IJournalStore journal, params JournalEntry[] entries) =>
        journal.AppendAsync(entries, Cancel).Within(what: "the append");

    protected static Task<IReadOnlyList<JournalEvent>> ReadAllAsync(IJournalStore journal, string account = A) =>
        journal.ReadAsync(account, 0, int.MaxValue, int.MaxValue, Cancel).Within(what: "the read");

    protected static IEnumerable<long> Sequences(IReadOnlyList<JournalEvent> events) => events.Select(one => one.Sequence);

    protected static AppendResult New(long sequence) => new(AppendOutcome.Appended, sequence);

    protected static AppendResult Again(long sequence) => new(AppendOutcome.Duplicate, sequence);

    private static ProgressUpdate Progress(long epoch, long lowWater, long[] finished) =>
        new(A, Webhook, epoch, lowWater, SequenceSet.Of(finished), [], [], IsPaused: false);

    private static SetAsideEvent Aside(long sequence, SetAsideKind kind, DateTimeOffset? nextAt) =>
        new(sequence, kind, Attempts: 2, Since: Start, nextAt, Reason: "HTTP 500");

    private static async Task WriteAsync(IJournalStore journal, int silo, int count)
    {
        for (var number = 0; number < count; number += 10)
            await journal.AppendAsync([.. Enumerable.Range(number, 10).Select(one => Entry($"{silo}-{one}"))], Cancel).Within(what: "an append beside another silo's");
    }

    private static async Task<AppendResult[]> AppendEachAsync(IJournalStore journal, JournalEntry[] entries)
    {
        var results = new List<AppendResult>();
        foreach (var chunk in entries.Chunk(7))
            results.AddRange(await journal.AppendAsync(chunk, Cancel).Within(what: "an append beside another silo's"));
        return [.. results];
    }
}
