using System.Diagnostics;
using System.Globalization;
using Feishu.Client.OpenApi;
using Feishu.Client.Sending;
using FeishuOrleans.Testing.Metrics;
using Microsoft.Extensions.Logging;

namespace Feishu.Client.Tests.Sending;

/// <summary>A sender with a clock that the test drives and a platform made of a fake. Jitter is off, keys are counted.</summary>
internal sealed class SenderHarness : IAsyncDisposable
{
    public static readonly FeishuAccount Account = new("bot", "cli_0123456789abcdef", "secret", PlatformAddress.Feishu);

    private int _keys;

    public SenderHarness()
    {
        Api = new FakeMessageApi(Time);
        Sender = new MessageSender(Api, new SendingServices(
            Time, () => 0, () => Interlocked.Increment(ref _keys).ToString(CultureInfo.InvariantCulture), new SendingInstruments(Meters), Log.CreateLogger("Feishu.Client.Sending")));
    }

    public ArmedTime Time { get; } = new();

    public FakeMessageApi Api { get; }

    public LogProbe Log { get; } = new();

    public MeterProbe Meters { get; } = new();

    public MessageSender Sender { get; }

    public static OutgoingMessage Message(string text, string chat = "oc_1") =>
        new(new SendTo(ReceiveIdType.ChatId, chat), MessageContent.Text(text));

    public static OpenApiException Limited(long code, int? seconds = null) =>
        new($"code {code}", code) { HttpStatus = 400, RetryAfter = seconds is { } wait ? TimeSpan.FromSeconds(wait) : null };

    public static OpenApiException Silence() => new("reset", null);

    public Task<SendResult> SendAsync(string text, string chat = "oc_1", CancellationToken cancellation = default) =>
        Sender.SendAsync(Account, Message(text, chat), cancellation);

    public IReadOnlyList<Task<SendResult>> SendMany(int count, string chat = "oc_1") =>
        [.. Enumerable.Range(1, count).Select(i => SendAsync(i.ToString(CultureInfo.InvariantCulture), chat))];

    /// <summary>
    /// Lets time pass until so many chats, and apps if they matter, are remembered. In steps: a result reaches its caller a moment before the
    /// queue knows that it is empty.
    /// </summary>
    public async Task RemembersAsync(int chats, int? apps = null)
    {
        var patience = Stopwatch.StartNew();
        while (Sender.Chats != chats || (apps is not null && Sender.Apps != apps))
        {
            Assert.True(patience.Elapsed < Waiting.Limit, $"{Sender.Chats} chats of {Sender.Apps} apps are remembered, not {chats} of {apps}.");
            Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Sender.DisposeAsync().AsTask().Within(what: "end of sending");
        Meters.Dispose();
        Log.Verify();
    }
}
