using Feishu.Client.Hosting;
using Feishu.Client.OpenApi;
using Feishu.Client.Sending;
using Feishu.Client.Tests.Simulated;
using Feishu.Simulator;
using Feishu.Simulator.Faults;
using Feishu.Simulator.Platform;
using Feishu.Simulator.Recording;
using FeishuOrleans.Testing.Metrics;
using Microsoft.Extensions.Logging.Abstractions;

namespace Feishu.Client.Tests.Sending;

/// <summary>Time limits of a call over real sockets, with one driven clock on both sides.</summary>
public sealed class LateAnswerTests : IAsyncLifetime
{
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(SendingLimits.CallTimeoutSeconds);

    private readonly ArmedTime _time = new();
    private readonly MeterProbe _meters = new();
    private readonly PlatformHttp _http = new(static () => new SocketsHttpHandler());
    private SimulatorHost _simulator = null!;
    private MessageSender _sender = null!;

    private FakeApp App => _simulator.Platform.App(SimulatedAccount.AppId);

    public async ValueTask InitializeAsync()
    {
        _simulator = await SimulatorHost.StartAsync(new SimulatorOptions
        {
            Apps = [new AppRegistration(SimulatedAccount.AppId, SimulatedAccount.Secret)],
            TimeProvider = _time,
        });
        var caller = new OpenApiCaller(_http, _time);
        var api = new MessageApi(new SignedCaller(caller, new TenantTokenCache(caller, _time)), _time);
        _sender = new MessageSender(api, new SendingServices(_time, () => 0, () => Guid.NewGuid().ToString(), new SendingInstruments(_meters), NullLogger.Instance));
    }

    public async ValueTask DisposeAsync()
    {
        await _sender.DisposeAsync();
        _http.Dispose();
        _meters.Dispose();
        await _simulator.DisposeAsync();
    }

    [Fact]
    public async Task Send_AcceptedAndNeverAnswered_IsSentOnceBeforeTheNext()
    {
        App.Faults.Messages.Set(new ApiFault { Accept = true, Hang = true, Times = 1 });

        var first = SendAsync("first");
        var second = SendAsync("second");
        await App.Log.WaitForCountAsync<MessageSent>(1);
        _time.Advance(CallTimeout);
        await _time.PassAsync(TimeSpan.FromSeconds(SendingLimits.FirstPauseSeconds));
        var results = await Task.WhenAll(first, second).Within();

        var arrived = App.Log.Of<MessageSent>();
        Assert.Equal(["first", "first", "second"], arrived.Select(message => message.Content.Split('"')[3]));
        Assert.Equal([false, true, false], arrived.Select(message => message.Repeated));
        Assert.Equal(results.Cast<Sent>().Select(sent => sent.MessageId), arrived.Skip(1).Select(message => message.MessageId));
    }

    [Fact]
    public async Task Send_TheAnswerIsSlowButInTime_IsNotRepeated()
    {
        App.Faults.Messages.Set(new ApiFault { Accept = true, Delay = CallTimeout - TimeSpan.FromSeconds(1), Times = 1 });

        var sent = SendAsync("first");
        await _time.PassAsync(CallTimeout - TimeSpan.FromSeconds(1));

        Assert.IsType<Sent>(await sent.Within());
        Assert.Equal(1, App.Log.CountOf<MessageSent>());
    }

    [Fact]
    public async Task Send_TheTokenEndpointHangs_TheCallEndsInTimeAndIsTriedAgain()
    {
        App.Faults.Token.Set(new ApiFault { Hang = true, Times = 1 });

        var sent = SendAsync("first");
        await App.Log.WaitForCountAsync<ApiCalled>(1);
        _time.Advance(CallTimeout);
        await _time.PassAsync(TimeSpan.FromSeconds(SendingLimits.FirstPauseSeconds));

        Assert.IsType<Sent>(await sent.Within());
    }

    [Fact]
    public async Task Send_TheTokenEndsByTheClock_ANewOneIsFetchedBeforeItDoes()
    {
        await SendAsync("first").Within();
        _time.Advance(TimeSpan.FromMinutes(91));

        await SendAsync("second").Within();

        Assert.Equal(2, App.Log.Of<ApiCalled>().Count(call => call.Api == "token"));
        Assert.DoesNotContain(App.Log.Of<ApiCalled>(), call => call.Code != 0);
    }

    private Task<SendResult> SendAsync(string text) => _sender.SendAsync(
        new FeishuAccount("bot", SimulatedAccount.AppId, SimulatedAccount.Secret, _simulator.Address),
        new OutgoingMessage(new SendTo(ReceiveIdType.ChatId, "oc_1"), MessageContent.Text(text)),
        TestContext.Current.CancellationToken);
}
