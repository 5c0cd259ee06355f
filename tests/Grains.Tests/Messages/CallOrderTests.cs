using System.Globalization;
using FeishuOrleans.Grains.Interfaces.Messages;
using FeishuOrleans.Grains.Messages;
using FeishuOrleans.Testing;
using Microsoft.Extensions.Time.Testing;

namespace FeishuOrleans.Grains.Tests.Messages;

/// <summary>Calls that overtook each other on their way, put in order again.</summary>
public sealed class CallOrderTests
{
    private const string Account = "a1";

    private readonly FakeTimeProvider _time = new();
    private readonly CallNumbers _caller = new();
    private readonly CallOrder _order;
    private readonly Signal<long> _started = new();

    public CallOrderTests() => _order = new CallOrder(_time);

    [Fact]
    public async Task Calls_InAnyOrder_StartAsTheyWereMade()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            _started.Clear();
            CallPlace[] places = [.. Enumerable.Range(0, 20).Select(_ => _caller.Begin(Account))];
            var arriving = places.ToArray();
            new Random(seed).Shuffle(arriving);

            var replies = arriving.Select(place => RunAsync(place)).ToArray();

            Assert.Equal(places.Select(static place => place.Number), _started.Items);
            Assert.Equal(arriving.Select(IdOf), (await Task.WhenAll(replies).Within()).Select(static reply => reply.Sent!.MessageId));
            foreach (var place in places)
                _caller.End(Account, place);
        }
    }

    [Fact]
    public async Task Call_AfterOneThatWasAnswered_StartsAtOnce()
    {
        var (first, second) = (_caller.Begin(Account), _caller.Begin(Account));
        _caller.End(Account, first);
        _caller.End(Account, second);

        Assert.NotNull((await RunAsync(_caller.Begin(Account)).Within()).Sent);
    }

    [Fact]
    public async Task Call_WhoseForerunnerIsLost_StartsWhenPatienceIsOver()
    {
        _caller.Begin(Account);
        var (second, third) = (_caller.Begin(Account), _caller.Begin(Account));
        var replies = new[] { RunAsync(third), RunAsync(second) };

        _time.Advance(CallerOrder.Patience - TimeSpan.FromMilliseconds(1));
        Assert.Empty(_started.Items);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        await Task.WhenAll(replies).Within();

        Assert.Equal([second.Number, third.Number], _started.Items);
    }

    [Fact]
    public async Task Call_ThatComesTooLate_StartsAtOnce()
    {
        var (first, second) = (_caller.Begin(Account), _caller.Begin(Account));
        var early = RunAsync(second);
        _time.Advance(CallerOrder.Patience);
        await early.Within();

        await RunAsync(first).Within();

        Assert.Equal([second.Number, first.Number], _started.Items);
    }

    [Fact]
    public async Task Call_OfAnotherCallerOrWithoutPlace_DoesNotWait()
    {
        _caller.Begin(Account);
        var waiting = RunAsync(_caller.Begin(Account));

        await RunAsync(new CallNumbers().Begin(Account)).Within();
        await _order.RunAsync(null, static () => Task.FromResult(SendReply.Of(new SentMessage("om_", null, null)))).Within();

        Assert.False(waiting.IsCompleted);
    }

    [Fact]
    public async Task Callers_ThatAreGone_AreForgotten()
    {
        for (var i = 0; i < 3; i++)
            await RunAsync(new CallNumbers().Begin(Account)).Within();
        _time.Advance(TimeSpan.FromMinutes(3));

        await RunAsync(_caller.Begin(Account)).Within();

        Assert.Equal(1, _order.Callers);
    }

    [Fact]
    public void Numbers_OfAnsweredCalls_AreForgotten()
    {
        var (first, other) = (_caller.Begin(Account), _caller.Begin("a2"));
        var second = _caller.Begin(Account);

        Assert.Equal((0, 0, first.Number), (first.After, other.After, second.After));
        _caller.End(Account, second);
        _caller.End("a2", other);
        Assert.Equal(1, _caller.Accounts);
        _caller.End(Account, first);
        Assert.Equal(0, _caller.Accounts);
    }

    private Task<SendReply> RunAsync(CallPlace place) => _order.RunAsync(place, () =>
    {
        _started.Add(place.Number);
        return Task.FromResult(SendReply.Of(new SentMessage(IdOf(place), null, null)));
    });

    private static string IdOf(CallPlace place) => place.Number.ToString(CultureInfo.InvariantCulture);
}
