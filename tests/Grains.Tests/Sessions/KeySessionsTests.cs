using FeishuOrleans.Grains.Sessions;
using Microsoft.Extensions.Time.Testing;

namespace FeishuOrleans.Grains.Tests.Sessions;

public sealed class KeySessionsTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly KeySessionsGrain _sessions;

    public KeySessionsTests() => _sessions = new KeySessionsGrain(_time);

    [Fact]
    public async Task Find_UntilItsEnd_GivesTheSession()
    {
        var session = Session("one");
        await _sessions.OpenAsync(session);

        Assert.Same(session, await _sessions.FindAsync("one"));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Null(await _sessions.FindAsync("one"));
    }

    [Fact]
    public async Task Close_Session_EndsThatOneAlone()
    {
        await _sessions.OpenAsync(Session("one"));
        await _sessions.OpenAsync(Session("two"));

        await _sessions.CloseAsync("one");

        Assert.Null(await _sessions.FindAsync("one"));
        Assert.NotNull(await _sessions.FindAsync("two"));
    }

    [Fact]
    public async Task Open_TooMany_EndsTheOldest()
    {
        for (var number = 0; number <= KeySessionsGrain.MaxSessions; number++)
            await _sessions.OpenAsync(Session($"{number}"));

        Assert.Null(await _sessions.FindAsync("0"));
        Assert.NotNull(await _sessions.FindAsync("1"));
    }

    private KeySession Session(string tokenHash) => new(tokenHash, "key", _time.GetUtcNow() + TimeSpan.FromHours(1));
}
