using System.Text;
using FeishuOrleans.Grains.Callbacks;
using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Grains.Sinks;
using FeishuOrleans.Grains.Tests.Dispatch;
using FeishuOrleans.Testing;
using Microsoft.Extensions.Logging;

namespace FeishuOrleans.Grains.Tests.Callbacks;

public sealed class CallbackDeskTests : IDisposable
{
    private const string Answered = """200 {"toast":{"content":"好"}}""", Plain = "200", Failed = "500";

    private readonly DeskRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task Press_Answered_GoesBackWithoutWaitingForTheDisk()
    {
        var disk = new TaskCompletionSource();
        _rig.Journal.Before = _ => disk.Task;

        var verdict = await _rig.PressAsync().Within();

        Assert.Equal(Answered, DeskRig.TextOf(verdict));
        var question = Assert.Single(_rig.Sink.Deliveries);
        Assert.Equal((0, 1, 12, DeliveryMark.None, true), (question.Event.Sequence, question.Attempt, question.Epoch, question.Mark, question.WantsAnswer));
        Assert.Empty(_rig.Dispatch.Ends.Items);

        disk.SetResult();

        Assert.Equal((1, true), (await _rig.Dispatch.Ends.CountAsync(1).Within())[0]);
    }

    [Fact]
    public async Task Press_AnsweredUnansweredAndNotKept_AreMeasuredByOutcome()
    {
        _rig.Log.Announce(static line => line.Category.EndsWith(nameof(GroupCommitter), StringComparison.Ordinal));
        await _rig.PressAsync("event:e1").Within();
        _rig.Dispatch.Way = null;
        await _rig.PressAsync("event:e2").Within();
        _rig.Journal.Before = static _ => throw new JournalException("full", null);
        await _rig.PressAsync("event:e3").Within();

        Assert.Equal(["answered", "late", "refused"], _rig.Meters.Of("feishu.callbacks.duration").Select(static one => one.Tags["outcome"]));
    }

    [Fact]
    public async Task Press_AnsweredButNotKept_GoesBackAllTheSame()
    {
        _rig.Journal.Before = static _ => throw new JournalException("full", null);
        _rig.Log.Announce(static _ => true);

        Assert.Equal(Answered, DeskRig.TextOf(await _rig.PressAsync().Within()));

        await _rig.Log.Lines.FirstAsync(static line => line.Event == "LogAnsweredNotKept").Within();
        Assert.Empty(_rig.Dispatch.Ends.Items);
    }

    [Fact]
    public async Task Press_Silence_IsAcceptedAfterThePatienceAndDeliveredLate()
    {
        _rig.Sink.Answer = static _ => DeskRig.Silence;
        var pressing = _rig.PressAsync();
        await _rig.AskedAsync(1);

        _rig.Time.Advance(CallbackLimits.Patience - TimeSpan.FromMilliseconds(1));
        Assert.False(pressing.IsCompleted);
        _rig.Time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(Plain, DeskRig.TextOf(await pressing.Within()));
        Assert.Equal((1, false), Assert.Single(_rig.Dispatch.Ends.Items));
    }

    [Fact]
    public async Task Press_SilenceAndNotYetOnDisk_WaitsForTheDisk()
    {
        var disk = new TaskCompletionSource();
        _rig.Journal.Before = _ => disk.Task;
        _rig.Dispatch.Way = null;

        var pressing = _rig.PressAsync();
        Assert.False(pressing.IsCompleted);
        disk.SetResult();

        Assert.Equal(Plain, DeskRig.TextOf(await pressing.Within()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Press_NeitherAnsweredNorKept_IsNeverAccepted(bool isOverQuota)
    {
        _rig.Dispatch.Way = null;
        _rig.Log.Announce(static _ => true);
        if (isOverQuota)
            _rig.Journal.Outcome = AppendOutcome.OverQuota;
        else
            _rig.Journal.Before = static _ => throw new JournalException("full", null);

        Assert.Equal(Failed, DeskRig.TextOf(await _rig.PressAsync().Within()));
        Assert.Empty(_rig.Dispatch.Ends.Items);
    }

    [Fact]
    public async Task Press_NobodyToAsk_IsAcceptedAtOnceAndDeliveredLate()
    {
        _rig.Dispatch.Way = null;

        Assert.Equal(Plain, DeskRig.TextOf(await _rig.PressAsync().Within()));

        Assert.Equal((1, false), Assert.Single(_rig.Dispatch.Ends.Items));
        Assert.Empty(_rig.Sink.Deliveries);
    }

    [Theory]
    [InlineData(nameof(DeliveryVerdict.Accepted))]
    [InlineData(nameof(DeliveryVerdict.EventRefused))]
    [InlineData(nameof(DeliveryVerdict.EndpointFailed))]
    public async Task Press_NoUsableAnswer_IsDeliveredLate(string verdict)
    {
        _rig.Sink.Answer = _ => Task.FromResult(new DeliveryOutcome(Enum.Parse<DeliveryVerdict>(verdict), "200"));

        Assert.Equal(Plain, DeskRig.TextOf(await _rig.PressAsync().Within()));
        Assert.Equal((1, false), Assert.Single(_rig.Dispatch.Ends.Items));
    }

    [Fact]
    public async Task Press_DefectOfTheSink_IsLoggedAndDeliveredLate()
    {
        _rig.Sink.Answer = static _ => throw new InvalidOperationException("a defect");
        _rig.Log.Announce(static line => line.Event == "LogDefect");

        Assert.Equal(Plain, DeskRig.TextOf(await _rig.PressAsync().Within()));
        Assert.Equal((1, false), Assert.Single(_rig.Dispatch.Ends.Items));
    }

    [Fact]
    public async Task Press_WithFallbackToast_ShowsItOnCardsOnly()
    {
        using var rig = new DeskRig(static options => options.CallbackFallbackToast = "Später \"nochmal\" 你");
        rig.Dispatch.Way = null;

        var card = await rig.PressAsync().Within();
        var preview = await rig.PressAsync("event:e2", "url.preview.get").Within();

        Assert.Equal("""{"toast":{"type":"info","content":"Später \"nochmal\" 你"}}""", Encoding.UTF8.GetString(card.Answer.Span));
        Assert.Equal(Plain, DeskRig.TextOf(preview));
    }

    [Fact]
    public async Task Press_CameLate_PatienceIsWhatIsLeft()
    {
        _rig.Sink.Answer = static _ => DeskRig.Silence;

        var pressing = _rig.PressAsync(age: CallbackLimits.Patience - TimeSpan.FromMilliseconds(100));
        await _rig.AskedAsync(1);
        _rig.Time.Advance(TimeSpan.FromMilliseconds(100));

        Assert.Equal(Plain, DeskRig.TextOf(await pressing.Within()));
    }

    [Fact]
    public async Task Press_ClockOfTheMachineWasSetBack_PatienceIsNotLonger()
    {
        _rig.Sink.Answer = static _ => DeskRig.Silence;

        var pressing = _rig.PressAsync(age: TimeSpan.FromHours(-1));
        await _rig.AskedAsync(1);
        _rig.Time.Advance(CallbackLimits.Patience);

        Assert.Equal(Plain, DeskRig.TextOf(await pressing.Within()));
    }

    [Fact]
    public async Task PressAgain_WhileAsking_SharesTheQuestion()
    {
        var answer = new TaskCompletionSource<DeliveryOutcome>();
        _rig.Sink.Answer = _ => answer.Task;

        var first = _rig.PressAsync();
        await _rig.AskedAsync(1);
        var second = _rig.PressAsync();
        answer.SetResult(await DeskRig.Answers(DeskRig.Toast));

        Assert.Equal((Answered, Answered), (DeskRig.TextOf(await first.Within()), DeskRig.TextOf(await second.Within())));
        Assert.Single(_rig.Sink.Deliveries);
        Assert.All(await _rig.Dispatch.Ends.CountAsync(2).Within(), static end => Assert.Equal((1, true), end));
    }

    [Fact]
    public async Task PressAgain_AfterTheAnswer_GetsItAgainForAMinute()
    {
        await _rig.PressAsync().Within();
        _rig.Time.Advance(CallbackLimits.Memory);
        Assert.Equal(Answered, DeskRig.TextOf(await _rig.PressAsync().Within()));
        Assert.Single(_rig.Sink.Deliveries);

        _rig.Time.Advance(TimeSpan.FromTicks(1));
        await _rig.PressAsync().Within();

        Assert.Equal(2, _rig.Sink.Count);
    }

    [Fact]
    public async Task PressAgain_AfterSilence_AsksAgainAndDoesNotReleaseTwice()
    {
        _rig.Dispatch.Way = null;
        await _rig.PressAsync().Within();
        Assert.Equal(Plain, DeskRig.TextOf(await _rig.PressAsync().Within()));
        Assert.Equal([(1, false)], _rig.Dispatch.Ends.Items);

        _rig.Dispatch.Way = new CallbackWay(_rig.Sink, 12);

        Assert.Equal(Answered, DeskRig.TextOf(await _rig.PressAsync().Within()));
        Assert.Equal((1, true), (await _rig.Dispatch.Ends.CountAsync(2).Within())[1]);
    }

    [Fact]
    public async Task Press_MoreThanTheLimit_WaitsForAPlace()
    {
        using var rig = new DeskRig(static options => options.ConcurrencyPerEndpoint = 2);
        var questions = new Signal<TaskCompletionSource<DeliveryOutcome>>();
        rig.Sink.Answer = _ =>
        {
            var answer = new TaskCompletionSource<DeliveryOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
            questions.Add(answer);
            return answer.Task;
        };
        var pressing = Enumerable.Range(0, 3).Select(number => rig.PressAsync($"event:e{number}")).ToArray();
        var first = await questions.CountAsync(2).Within();

        first[0].SetResult(await DeskRig.Answers(DeskRig.Toast));
        var all = await questions.CountAsync(3).Within();
        all[1].SetResult(await DeskRig.Answers(DeskRig.Toast));
        all[2].SetResult(await DeskRig.Answers(DeskRig.Toast));

        Assert.All(await Task.WhenAll(pressing).Within(), static verdict => Assert.Equal(Answered, DeskRig.TextOf(verdict)));
        Assert.Equal(2, rig.Sink.MostUnderWay);
    }

    [Fact]
    public async Task Press_NoPlaceInTime_IsDeliveredLate()
    {
        using var rig = new DeskRig(static options => options.ConcurrencyPerEndpoint = 1);
        rig.Sink.Answer = static _ => DeskRig.Silence;
        var first = rig.PressAsync();
        await rig.AskedAsync(1);
        var second = rig.PressAsync("event:e2");

        rig.Time.Advance(CallbackLimits.Patience);

        Assert.Equal((Plain, Plain), (DeskRig.TextOf(await first.Within()), DeskRig.TextOf(await second.Within())));
        Assert.All(rig.Dispatch.Ends.Items, static end => Assert.False(end.IsAnswered));
    }

    [Fact]
    public async Task Press_ManyAnswers_MemoryStaysSmall()
    {
        var large = new byte[1 << 20];
        _rig.Sink.Answer = _ => DeskRig.Answers(large);

        for (var number = 0; number <= CallbackLimits.RememberedBytes >> 20; number++)
            await _rig.PressAsync($"event:e{number}").Within();
        var asked = _rig.Sink.Count;
        await _rig.PressAsync("event:e1").Within();
        Assert.Equal(asked, _rig.Sink.Count);
        await _rig.PressAsync("event:e0").Within();

        Assert.Equal(asked + 1, _rig.Sink.Count);
    }

    [Fact]
    public async Task Press_Unanswered_IsToldWithoutItsText()
    {
        _rig.Dispatch.Way = null;

        await _rig.PressAsync().Within();

        var line = Assert.Single(_rig.Log.Lines.Items, static line => line.Event == "LogUnanswered");
        Assert.Equal((LogLevel.Information, "sales card.action.trigger event:e1: not answered, nobody to ask; it is delivered late."), (line.Level, line.Text));
    }
}
