using FeishuOrleans.Testing;

namespace FeishuOrleans.Storage.Tests.Providers;

/// <summary>The contract of <see cref="IReminderTable"/> on a real database. Derived once a provider.</summary>
public abstract class ReminderTableContract(Func<Task<IStoragePlace>> make) : ProviderContract(make)
{
    private static readonly DateTime Start = new(2026, 3, 1, 8, 30, 0, 123, DateTimeKind.Utc);

    private IReminderTable Table => Storage.Reminders;

    [Fact]
    public async Task ReadRow_AfterUpsert_GivesEveryField()
    {
        var eTag = await UpsertAsync(Reminder("a1"));

        var found = await ReadAsync(Account("a1"), "keep");

        Assert.NotNull(found);
        Assert.Equal(Account("a1"), found.GrainId);
        Assert.Equal("keep", found.ReminderName);
        Assert.Equal(Start, found.StartAt);
        Assert.Equal(DateTimeKind.Utc, found.StartAt.Kind);
        Assert.Equal(TimeSpan.FromSeconds(60), found.Period);
        Assert.Equal(eTag, found.ETag);
    }

    [Fact]
    public async Task ReadRow_UnknownName_IsNull()
    {
        await UpsertAsync(Reminder("a1"));

        Assert.Null(await ReadAsync(Account("a1"), "other"));
    }

    [Fact]
    public async Task UpsertRow_SecondTime_ReplacesAndChangesTheTag()
    {
        var first = await UpsertAsync(Reminder("a1"));

        var second = await UpsertAsync(Reminder("a1", TimeSpan.FromDays(40)));

        Assert.NotEqual(first, second);
        var found = Assert.Single((await ReadManyAsync(Account("a1"))).Reminders);
        Assert.Equal(TimeSpan.FromDays(40), found.Period);
    }

    [Fact]
    public async Task RemoveRow_OldTag_IsRefused()
    {
        var old = await UpsertAsync(Reminder("a1"));
        await UpsertAsync(Reminder("a1"));

        Assert.False(await RemoveAsync(Account("a1"), "keep", old));

        Assert.NotNull(await ReadAsync(Account("a1"), "keep"));
    }

    [Fact]
    public async Task RemoveRow_PresentTag_Removes()
    {
        var tag = await UpsertAsync(Reminder("a1"));

        Assert.True(await RemoveAsync(Account("a1"), "keep", tag));

        Assert.Null(await ReadAsync(Account("a1"), "keep"));
    }

    [Fact]
    public async Task ReadRows_OfAGrain_GivesItsRemindersOnly()
    {
        await UpsertAsync(Reminder("a1", name: "keep"));
        await UpsertAsync(Reminder("a1", name: "refresh"));
        await UpsertAsync(Reminder("01"));

        var found = await ReadManyAsync(Account("a1"));

        Assert.Equal(["keep", "refresh"], found.Reminders.Select(reminder => reminder.ReminderName).Order());
    }

    /// <summary>Rings begin anywhere: below and above the sign bit, across it, across the end, empty or whole.</summary>
    [Theory]
    [InlineData(0u, 0x4000_0000u)]
    [InlineData(0x4000_0000u, 0xC000_0000u)]
    [InlineData(0x9000_0000u, 0xF000_0000u)]
    [InlineData(0xF000_0000u, 0x1000_0000u)]
    [InlineData(0x1000_0000u, 0x0800_0000u)]
    [InlineData(0xA000_0000u, 0x9000_0000u)]
    [InlineData(0u, 0u)]
    [InlineData(0x7000_0000u, 0x7000_0000u)]
    [InlineData(0x7FFF_FFFFu, 0x8000_0000u)]
    [InlineData(uint.MaxValue, 0u)]
    [InlineData(0u, uint.MaxValue)]
    public async Task ReadRows_OfARange_GivesExactlyTheGrainsInIt(uint begin, uint end)
    {
        var accounts = Enumerable.Range(0, 300).Select(number => $"bot-{number}").ToList();
        foreach (var account in accounts)
            await UpsertAsync(Reminder(account));

        var found = await ReadManyAsync(begin, end);

        var expected = accounts.Select(Account).Where(account => IsInRange(account.GetUniformHashCode(), begin, end));
        Assert.Equal(expected.Order(), found.Reminders.Select(reminder => reminder.GrainId).Order());
    }

    private Task<string?> UpsertAsync(ReminderEntry reminder) => Table.UpsertRow(reminder, Cancel).Within(what: "the reminder's registration");

    private Task<ReminderEntry?> ReadAsync(GrainId grain, string name) => Table.ReadRow(grain, name, Cancel).Within(what: "one reminder");

    private Task<bool> RemoveAsync(GrainId grain, string name, string? tag) =>
        Table.RemoveRow(grain, name, tag!, Cancel).Within(what: "the reminder's removal");

    private Task<ReminderTableData> ReadManyAsync(GrainId grain) => Table.ReadRows(grain, Cancel).Within(what: "the reminders of a grain");

    private Task<ReminderTableData> ReadManyAsync(uint begin, uint end) =>
        Table.ReadRows(begin, end, Cancel).Within(what: "the reminders of a range");

    private static GrainId Account(string key) => GrainId.Create("feishu-account", key);

    private static ReminderEntry Reminder(string account, TimeSpan? period = null, string name = "keep") => new()
    {
        GrainId = Account(account),
        ReminderName = name,
        StartAt = Start,
        Period = period ?? TimeSpan.FromSeconds(60),
    };

    /// <summary>After begin, up to and with end, going up and around; begin equal to end is the whole ring.</summary>
    private static bool IsInRange(uint hash, uint begin, uint end) =>
        begin == end || unchecked(hash - begin - 1) < unchecked(end - begin);
}
