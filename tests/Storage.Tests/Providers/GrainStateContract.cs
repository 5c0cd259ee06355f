using FeishuOrleans.Testing;
using Orleans.Storage;

namespace FeishuOrleans.Storage.Tests.Providers;

/// <summary>The contract of <see cref="IGrainStorage"/> on a real database. Derived once a provider.</summary>
public abstract class GrainStateContract(Func<Task<IStoragePlace>> make) : ProviderContract(make)
{
    [Fact]
    public async Task Read_NeverWritten_HasNoRecordAndNoTag()
    {
        var state = await ReadAsync("a1");

        Assert.False(state.RecordExists);
        Assert.Null(state.ETag);
    }

    [Theory]
    [InlineData("a1", "text")]
    [InlineData("bot.with-dots.and-dashes", "小飞机器人 🛩 'quoted' \"text\" \0 \n")]
    [InlineData("0123456789abcdef0123456789abcdef", "")]
    public async Task Read_AfterWrite_GivesTheSameState(string key, string text)
    {
        await WriteAsync(key, text);

        var found = await ReadAsync(key);

        Assert.True(found.RecordExists);
        Assert.Equal([text], found.State);
    }

    [Fact]
    public async Task Read_AfterWriteOfAMegabyte_GivesTheSameState()
    {
        var text = new string('x', 1 << 20);
        await WriteAsync("a1", text);

        Assert.Equal([text], (await ReadAsync("a1")).State);
    }

    [Fact]
    public async Task Write_OldTag_IsRefusedAndChangesNothing()
    {
        await WriteAsync("a1", "first");
        var stale = await ReadAsync("a1");
        await WriteAsync("a1", "second");

        stale.State = ["stale"];
        await Assert.ThrowsAsync<InconsistentStateException>(() => WriteAsync("a1", stale));

        Assert.Equal(["second"], (await ReadAsync("a1")).State);
    }

    [Fact]
    public async Task Write_TwoActivationsThatSawNothing_SecondIsRefused()
    {
        var one = await ReadAsync("a1");
        var other = await ReadAsync("a1");
        one.State = ["one"];
        await WriteAsync("a1", one);

        other.State = ["other"];
        await Assert.ThrowsAsync<InconsistentStateException>(() => WriteAsync("a1", other));

        Assert.Equal(["one"], (await ReadAsync("a1")).State);
    }

    [Fact]
    public async Task Write_TagOfARowThatIsGone_IsRefused()
    {
        var state = new GrainState<List<string>>(["text"], "7") { RecordExists = true };

        await Assert.ThrowsAsync<InconsistentStateException>(() => WriteAsync("a1", state));

        Assert.False((await ReadAsync("a1")).RecordExists);
    }

    [Fact]
    public async Task Clear_OldTag_IsRefusedAndChangesNothing()
    {
        await WriteAsync("a1", "first");
        var stale = await ReadAsync("a1");
        await WriteAsync("a1", "second");

        await Assert.ThrowsAsync<InconsistentStateException>(() => ClearAsync("a1", stale));

        Assert.Equal(["second"], (await ReadAsync("a1")).State);
    }

    [Fact]
    public async Task Clear_ThenWrite_ContinuesTheTags()
    {
        await WriteAsync("a1", "first");
        var state = await ReadAsync("a1");
        var before = state.ETag;

        await ClearAsync("a1", state);
        var cleared = await ReadAsync("a1");
        state.State = ["again"];
        await WriteAsync("a1", state);

        Assert.False(cleared.RecordExists);
        Assert.NotEqual(before, cleared.ETag);
        var found = await ReadAsync("a1");
        Assert.Equal(["again"], found.State);
        Assert.NotEqual(before, found.ETag);
        Assert.NotEqual(cleared.ETag, found.ETag);
    }

    /// <summary>The provider reads hexadecimal keys as numbers; without our key these three would be one row.</summary>
    [Fact]
    public async Task Write_KeysThatAreTheSameNumber_AreDifferentGrains()
    {
        await WriteAsync("1", "one");
        await WriteAsync("01", "zero one");
        await WriteAsync("001", "zero zero one");

        Assert.Equal(["one"], (await ReadAsync("1")).State);
        Assert.Equal(["zero one"], (await ReadAsync("01")).State);
        Assert.Equal(["zero zero one"], (await ReadAsync("001")).State);
    }

    [Fact]
    public async Task Write_SameKeyAndStateName_DifferentGrainTypesAreDifferentGrains()
    {
        var account = new GrainState<List<string>>(["account"]);
        var directory = new GrainState<List<string>>(["directory"]);

        await WriteAsync(Storage, GrainId.Create("feishu-account", "0"), account);
        await WriteAsync(Storage, GrainId.Create("feishu-directory", "0"), directory);

        Assert.Equal(["account"], (await ReadAsync("0")).State);
    }

    [Fact]
    public async Task Write_ManyGrainsFromManyHandles_NoneFailsAndNoneIsLost()
    {
        const int handles = 3;
        const int grains = 100;

        await Task
            .WhenAll(Enumerable.Range(0, handles).Select(handle => Task.Run(() => WriteManyAsync(handle, grains), Cancel)))
            .Within(what: "all writes");

        for (var handle = 0; handle < handles; handle++)
        {
            for (var grain = 0; grain < grains; grain++)
                Assert.Equal("5", (await ReadAsync($"{handle}-{grain}")).ETag);
        }
    }

    private static GrainId Account(string key) => GrainId.Create("feishu-account", key);

    private async Task<GrainState<List<string>>> ReadAsync(string key)
    {
        var state = new GrainState<List<string>>();
        await Storage.States.ReadStateAsync("state", Account(key), state, Cancel).Within(what: "the state");
        return state;
    }

    private async Task WriteAsync(string key, string text)
    {
        var state = await ReadAsync(key);
        state.State = [text];
        await WriteAsync(key, state);
    }

    private Task WriteAsync(string key, GrainState<List<string>> state) => WriteAsync(Storage, Account(key), state);

    private static Task WriteAsync(OrleansStorage storage, GrainId grain, GrainState<List<string>> state) =>
        storage.States.WriteStateAsync("state", grain, state, Cancel).Within(what: "the write of the state");

    private Task ClearAsync(string key, GrainState<List<string>> state) =>
        Storage.States.ClearStateAsync("state", Account(key), state, Cancel).Within(what: "the clearing of the state");

    private async Task WriteManyAsync(int handle, int grains)
    {
        using var storage = await OpenAsync();
        await Task
            .WhenAll(Enumerable.Range(0, grains).Select(grain => WriteFiveTimesAsync(storage, Account($"{handle}-{grain}"))))
            .Within(what: "the writes of one handle");
    }

    private static async Task WriteFiveTimesAsync(OrleansStorage storage, GrainId grain)
    {
        var state = new GrainState<List<string>>(["text"]);
        for (var time = 0; time < 5; time++)
            await WriteAsync(storage, grain, state);
    }
}
