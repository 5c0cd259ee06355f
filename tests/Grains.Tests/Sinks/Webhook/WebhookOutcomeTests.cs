using System.Globalization;
using System.Text;
using FeishuOrleans.Grains.Dispatch;
using FeishuOrleans.Grains.Sinks;
using FeishuOrleans.Testing;
using FeishuOrleans.Testing.Network;
using FeishuOrleans.Testing.Webhooks;

namespace FeishuOrleans.Grains.Tests.Sinks.Webhook;

/// <summary>What is made of answers, good, bad and hostile.</summary>
public sealed class WebhookOutcomeTests : IAsyncLifetime
{
    private WebhookConsumer _consumer = null!;

    public async ValueTask InitializeAsync() => _consumer = await WebhookConsumer.StartAsync();

    public ValueTask DisposeAsync() => _consumer.DisposeAsync();

    [Fact]
    public async Task Deliver_EveryStatus_FallsIntoItsClass()
    {
        using var rig = new SinkRig();
        int[] refusals = [400, 413, 422], endpoint = [301, 302, 307, 308, 401, 403, 404, 408, 409, 410, 418, 429, 500, 502, 503, 504];
        foreach (var status in (int[])[200, 201, 202, 204, .. refusals, .. endpoint])
        {
            _consumer.Answer = (_, _) => ValueTask.FromResult(
                new WebhookAnswer(status, "", new Dictionary<string, string> { ["Location"] = _consumer.Url.AbsoluteUri }));

            var outcome = await rig.DeliverAsync(_consumer.Url).Within(what: $"the answer {status}");

            var expected = status < 300 ? DeliveryVerdict.Accepted : refusals.Contains(status) ? DeliveryVerdict.EventRefused : DeliveryVerdict.EndpointFailed;
            Assert.Equal((expected, status.ToString(CultureInfo.InvariantCulture)), (outcome.Verdict, outcome.Reason));
            Assert.Equal(status >= 500, outcome.MayBeTheEvent);
        }

        // A redirect was not followed: one request an answer.
        Assert.Equal(4 + refusals.Length + endpoint.Length, _consumer.Requests.Items.Count);
    }

    [Theory]
    [InlineData("17", 17)]
    [InlineData("86400", 3600)]
    [InlineData("-5", null)]
    [InlineData("soon", null)]
    public async Task Deliver_RetryAfter_IsRead(string header, int? seconds)
    {
        using var rig = new SinkRig();
        _consumer.Answer = (_, _) => ValueTask.FromResult(
            new WebhookAnswer(429, "", new Dictionary<string, string> { ["Retry-After"] = header }));

        var outcome = await rig.DeliverAsync(_consumer.Url).Within();

        Assert.Equal(seconds, outcome.RetryAfter?.TotalSeconds);
    }

    [Fact]
    public async Task Deliver_RetryAfterDate_IsReadByTheClock()
    {
        using var rig = new SinkRig();
        _consumer.Answer = (_, _) => ValueTask.FromResult(new WebhookAnswer(
            503, "", new Dictionary<string, string> { ["Retry-After"] = DateTimeOffset.UtcNow.AddMinutes(10).ToString("R", CultureInfo.InvariantCulture) }));

        var outcome = await rig.DeliverAsync(_consumer.Url).Within();

        Assert.InRange(outcome.RetryAfter!.Value, TimeSpan.FromMinutes(9), TimeSpan.FromMinutes(10));
    }

    [Fact]
    public async Task Deliver_NobodyListens_IsTheEndpoints()
    {
        using var rig = new SinkRig();
        await _consumer.DisposeAsync();

        var outcome = await rig.DeliverAsync(_consumer.Url).Within();

        Assert.Equal((DeliveryVerdict.EndpointFailed, "connection refused"), (outcome.Verdict, outcome.Reason));
    }

    [Fact]
    public async Task Deliver_NoAnswer_IsATimeOut()
    {
        using var rig = new SinkRig(new DispatchOptions { Timeout = TimeSpan.FromMilliseconds(300) });
        await using var server = new RawServer(static (_, token) => Task.Delay(Timeout.Infinite, token));

        var outcome = await rig.DeliverAsync(server.Url).Within();

        Assert.Equal((DeliveryVerdict.EndpointFailed, "time-out"), (outcome.Verdict, outcome.Reason));
        Assert.True(outcome.MayBeTheEvent);
    }

    [Fact]
    public async Task Deliver_Cancelled_Throws()
    {
        using var rig = new SinkRig();
        using var cancellation = new CancellationTokenSource();
        await using var server = new RawServer(static (_, token) => Task.Delay(Timeout.Infinite, token));

        var delivering = rig.Sink(server.Url).DeliverAsync(SinkRig.Delivery(), cancellation.Token);
        await server.Requests.CountAsync(1).Within(what: "the request");
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => delivering.Within());
    }

    [Theory]
    [InlineData("HTTP/1.1 2", "connection lost")]
    [InlineData("SSH-2.0-OpenSSH\r\n", "not HTTP")]
    public async Task Deliver_NoHttp_IsTheEndpoints(string says, string reason)
    {
        using var rig = new SinkRig();
        await using var server = new RawServer((stream, token) => stream.WriteAsync(Encoding.ASCII.GetBytes(says), token).AsTask());

        var outcome = await rig.DeliverAsync(server.Url).Within();

        Assert.Equal((DeliveryVerdict.EndpointFailed, reason), (outcome.Verdict, outcome.Reason));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Deliver_EndlessBody_IsAcceptedWithoutItAndHungUp(bool wantsAnswer)
    {
        using var rig = new SinkRig(new DispatchOptions { Timeout = TimeSpan.FromSeconds(20) });
        var written = 0L;
        await using var server = new RawServer(async (stream, token) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{\"a\":\""u8.ToArray(), token);
            for (var chunk = new byte[4096]; ; written += chunk.Length)
                await stream.WriteAsync(chunk, token);
        });

        var outcome = await rig.DeliverAsync(server.Url, wantsAnswer).Within();
        await server.HungUp.CountAsync(1).Within(what: "the connection to be closed");

        Assert.Equal((DeliveryVerdict.Accepted, true), (outcome.Verdict, outcome.Answer.IsEmpty));
        // What was read, and what the two sockets hold.
        Assert.InRange(written, 0, 16L << 20);
    }

    [Fact]
    public async Task Deliver_DrippingBody_IsAcceptedAtOnce()
    {
        using var rig = new SinkRig(new DispatchOptions { Timeout = TimeSpan.FromMinutes(5) });
        await using var server = new RawServer(static async (stream, token) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"u8.ToArray(), token);
            await Task.Delay(Timeout.Infinite, token);
        });

        var outcome = await rig.DeliverAsync(server.Url).Within();

        Assert.Equal(DeliveryVerdict.Accepted, outcome.Verdict);
        await server.HungUp.CountAsync(1).Within(what: "the connection to be closed");
    }

    [Fact]
    public async Task Ask_DrippingBody_IsAcceptedWithoutAnswerAfterTheTimeOut()
    {
        using var rig = new SinkRig(new DispatchOptions { Timeout = TimeSpan.FromMilliseconds(300) });
        await using var server = new RawServer(static async (stream, token) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"u8.ToArray(), token);
            await Task.Delay(Timeout.Infinite, token);
        });

        var outcome = await rig.DeliverAsync(server.Url, wantsAnswer: true).Within();

        Assert.Equal((DeliveryVerdict.Accepted, true), (outcome.Verdict, outcome.Answer.IsEmpty));
    }

    [Fact]
    public async Task Deliver_EndlessHeaders_IsTheEndpoints()
    {
        using var rig = new SinkRig();
        await using var server = new RawServer(static async (stream, token) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nX: "u8.ToArray(), token);
            for (var chunk = Enumerable.Repeat((byte)'x', 4096).ToArray(); ;)
                await stream.WriteAsync(chunk, token);
        });

        var outcome = await rig.DeliverAsync(server.Url).Within();

        Assert.Equal(DeliveryVerdict.EndpointFailed, outcome.Verdict);
        Assert.Contains(outcome.Reason, (string[])["headers too long", "connection lost"]);
    }

    [Theory]
    [InlineData("""{"toast":{"content":"好"}}""", """{"toast":{"content":"好"}}""")]
    [InlineData(" {\"a\":1}\n", " {\"a\":1}\n")]
    [InlineData("", "{}")]
    [InlineData("\"no card.action.trigger event handle\"", "")]
    [InlineData("[]", "")]
    [InlineData("{", "")]
    [InlineData("{}{}", "")]
    [InlineData("ok", "")]
    public async Task Ask_Body_IsAnAnswerWhenItIsAnObjectOrNothing(string body, string answer)
    {
        using var rig = new SinkRig();
        _consumer.Answer = (_, _) => ValueTask.FromResult(new WebhookAnswer(200, body));

        var outcome = await rig.DeliverAsync(_consumer.Url, wantsAnswer: true).Within();

        Assert.Equal((DeliveryVerdict.Accepted, answer), (outcome.Verdict, Encoding.UTF8.GetString(outcome.Answer.Span)));
    }

    [Fact]
    public async Task Deliver_ManyEvents_KeepsOneConnection()
    {
        using var rig = new SinkRig();
        await using var server = new RawServer(static (stream, token) => stream.WriteAsync("HTTP/1.1 204 No Content\r\n\r\n"u8.ToArray(), token).AsTask(), keepAlive: true);

        for (var round = 0; round < 20; round++)
            Assert.Equal("204", (await rig.DeliverAsync(server.Url).Within()).Reason);

        Assert.Equal((1, 20), (server.Connections, server.Requests.Items.Count));
    }

    [Fact]
    public async Task Deliver_HttpsWithHttp2_SpeaksIt()
    {
        using var certificates = new TestCertificates();
        await using var server = await Http2Server.StartAsync(certificates);
        using var rig = new SinkRig(handler: certificates.CreateHandler());

        var outcome = await rig.DeliverAsync(server.Url).Within();

        Assert.Equal(("200", "HTTP/2"), (outcome.Reason, server.Protocol));
    }

    [Fact]
    public async Task Deliver_UntrustedCertificate_IsTheEndpoints()
    {
        using var certificates = new TestCertificates();
        await using var server = await Http2Server.StartAsync(certificates);
        using var rig = new SinkRig();

        var outcome = await rig.DeliverAsync(server.Url).Within();

        Assert.Equal((DeliveryVerdict.EndpointFailed, "TLS failed"), (outcome.Verdict, outcome.Reason));
    }
}
