using System.Text;
using Feishu.Protocol.Frames;
using Feishu.Simulator.Recording;
using Feishu.Simulator.Tests.Kit;
using Google.Protobuf;

namespace Feishu.Simulator.Tests.Delivery;

public sealed class AckTests : SimulatorTest
{
    public static TheoryData<string, BrokenRule, Action<Frame>> Mistakes => new()
    {
        { "LogID", BrokenRule.Echo, ack => ack.LogID++ },
        { "service", BrokenRule.Echo, ack => ack.Service++ },
        { "LogIDNew", BrokenRule.Echo, ack => ack.LogIDNew = "other" },
        { "payload type", BrokenRule.Echo, ack => ack.PayloadType = "json" },
        { "a header lost", BrokenRule.Echo, ack => ack.Headers.RemoveAt(4) },
        { "headers reordered", BrokenRule.Echo, ack => (ack.Headers[0], ack.Headers[1]) = (ack.Headers[1], ack.Headers[0]) },
        { "a header added", BrokenRule.Echo, ack => ack.AddHeader("more", "1") },
        { "biz_rt twice", BrokenRule.Echo, ack => ack.AddHeader(HeaderName.BizRt, "1") },
        { "no biz_rt", BrokenRule.BizRt, ack => ack.Headers.RemoveAt(ack.Headers.Count - 1) },
        { "biz_rt in words", BrokenRule.BizRt, ack => ack.Headers[^1].Value = "soon" },
        { "no payload", BrokenRule.Response, ack => ack.ClearPayload() },
        { "no code", BrokenRule.Response, ack => ack.Payload = ByteString.CopyFromUtf8("{}") },
        { "data not base64", BrokenRule.Response, ack => ack.Payload = ByteString.CopyFromUtf8("""{"code":200,"data":"{}"}""") },
        { "SeqID", BrokenRule.Echo, ack => ack.SeqID++ },
        { "another message_id", BrokenRule.UnknownAck, ack => ack.Headers[1].Value = "m" },
    };

    [Theory]
    [MemberData(nameof(Mistakes), DisableDiscoveryEnumeration = true)]
    public async Task Ack_WithAMistake_IsAViolation(string mistake, BrokenRule rule, Action<Frame> make)
    {
        using var socket = await ConnectAsync();
        App.PushText("hello");
        var ack = Acknowledgement.Build(await socket.ReceiveAsync(), AckCode.Ok, [], TimeSpan.Zero);
        make(ack);

        await socket.SendAsync(ack);

        var violation = await App.Log.WaitForAsync<Violation>(_ => true, $"a violation: {mistake}");
        Assert.Equal(rule, violation.Rule);
    }

    [Theory]
    [InlineData("""{"code":200,"headers":null,"data":null}""")]
    [InlineData("""{"code":200}""")]
    public async Task Ack_InTheFormOfAnySdk_IsAccepted(string payload)
    {
        using var socket = await ConnectAsync();
        var eventId = App.PushText("hello");
        var ack = Acknowledgement.Build(await socket.ReceiveAsync(), AckCode.Ok, [], TimeSpan.Zero);
        ack.Payload = ByteString.CopyFromUtf8(payload);
        ack.Headers[^1].Value = "-12";
        (ack.PayloadEncoding, ack.PayloadType) = ("", "");

        await socket.SendAsync(ack);
        await App.WaitForAckAsync(eventId);

        Assert.Empty(App.Log.Of<Violation>());
    }

    [Fact]
    public async Task Ack_Twice_IsAViolation()
    {
        using var socket = await ConnectAsync();
        App.PushText("hello");
        var frame = await socket.AcknowledgeNextAsync();

        await socket.SendAsync(Acknowledgement.Build(frame, AckCode.Ok, [], TimeSpan.Zero));

        Assert.Equal(BrokenRule.DuplicateAck, (await App.Log.WaitForAsync<Violation>(_ => true, "a violation")).Rule);
    }

    [Fact]
    public async Task Ack_OnAnotherConnection_IsAViolationAndDoesNotCount()
    {
        using var first = await ConnectAsync();
        App.PushText("hello");
        var frame = await first.ReceiveAsync();
        using var second = await ConnectAsync();

        await second.SendAsync(Acknowledgement.Build(frame, AckCode.Ok, [], TimeSpan.Zero));

        Assert.Equal(BrokenRule.WrongConnection, (await App.Log.WaitForAsync<Violation>(_ => true, "a violation")).Rule);
        Assert.Equal(0, App.Log.CountOf<Acknowledged>());
    }

    [Fact]
    public async Task Push_Text_FrameAndEnvelopeAreThePlatforms()
    {
        using var socket = await ConnectAsync();

        var eventId = App.Push(new() { Text = "你好", ChatType = "group", ChatId = "oc_1", MentionBot = true });
        var frame = await socket.ReceiveAsync();
        using var json = System.Text.Json.JsonDocument.Parse(frame.Payload.Memory);
        var message = json.RootElement.GetProperty("event").GetProperty("message");

        Assert.Equal(["type", "message_id", "sum", "seq", "trace_id", "timestamp"], frame.Headers.Select(header => header.Key));
        Assert.NotEqual(0ul, frame.SeqID);
        Assert.NotEqual(0ul, frame.LogID);
        Assert.NotEmpty(frame.LogIDNew);
        Assert.Equal(eventId, json.RootElement.GetProperty("header").GetProperty("event_id").GetString());
        Assert.Equal("""{"text":"@_user_1 你好"}""", message.GetProperty("content").GetString());
        Assert.Equal(App.Identity.OpenId, message.GetProperty("mentions")[0].GetProperty("id").GetProperty("open_id").GetString());
        Assert.Contains("你好", Encoding.UTF8.GetString(frame.Payload.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Push_ManyConnections_EveryOneGetsSome()
    {
        using var first = await ConnectAsync();
        using var second = await ConnectAsync();
        using var third = await ConnectAsync();

        for (var i = 0; i < 100; i++)
            App.PushText("hello");

        Assert.Equal(3, App.Log.Of<Delivered>().Select(delivered => delivered.ConnectionId).Distinct().Count());
        Assert.Equal(100, App.Log.CountOf<Delivered>());
    }
}
