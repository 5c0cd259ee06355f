using System.Text;
using System.Text.Json.Nodes;
using Feishu.Protocol.Frames;
using Feishu.Simulator.Delivery;
using Feishu.Simulator.Recording;
using Feishu.Simulator.Tests.Kit;
using FeishuOrleans.Testing;

namespace Feishu.Simulator.Tests.Delivery;

public sealed class CallbackTests : FakeTimeSimulatorTest
{
    [Theory]
    [InlineData(FrameType.Event)]
    [InlineData(FrameType.Card)]
    public async Task Call_Answered_AnswerComesBack(string frameType)
    {
        using var socket = await ConnectAsync();

        var call = App.CallAsync(new() { Value = "a text", FrameType = frameType });
        var frame = await socket.AcknowledgeNextAsync(AckCode.Ok, """{"toast":{"type":"info","content":"ok"}}"""u8.ToArray());
        var result = await call.Within();
        var body = JsonNode.Parse(frame.Payload.ToStringUtf8())!;

        Assert.Equal(frameType, frame.FindHeader(HeaderName.Type));
        Assert.Equal("card.action.trigger", (string?)body["header"]!["event_type"]);
        Assert.Equal("a text", (string?)body["event"]!["action"]!["value"]);
        Assert.Equal(CallbackCode.Ok, result.Code);
        Assert.Equal("ok", result.Answer?.GetProperty("toast").GetProperty("content").GetString());
        Assert.Empty(App.Log.Of<Violation>());
    }

    [Theory]
    [InlineData(200, null, CallbackCode.Ok)]
    [InlineData(200, "{}", CallbackCode.Ok)]
    [InlineData(200, "[]", CallbackCode.BadBody)]
    [InlineData(200, "no json", CallbackCode.BadBody)]
    [InlineData(200, """{"toast":"ok"}""", CallbackCode.BadBody)]
    [InlineData(200, """{"toast":{"type":"loud"}}""", CallbackCode.BadBody)]
    [InlineData(200, """{"card":{"type":"raw","data":{}}}""", CallbackCode.Ok)]
    [InlineData(200, """{"card":{"type":"other"}}""", CallbackCode.BadCard)]
    [InlineData(500, null, CallbackCode.ClientFailed)]
    public async Task Call_Acknowledged_CodeSaysWhatAUserSees(int ackCode, string? answer, int code)
    {
        using var socket = await ConnectAsync();

        var call = App.CallAsync(new());
        await socket.AcknowledgeNextAsync(ackCode, answer is null ? null : Encoding.UTF8.GetBytes(answer));

        Assert.Equal(code, (await call.Within()).Code);
        Assert.Equal(code, App.Log.Of<CallbackEnded>().Single().Code);
    }

    [Fact]
    public async Task Call_NobodyConnected_200340AtOnce() =>
        Assert.Equal(CallbackCode.NotConfigured, (await App.CallAsync(new()).Within()).Code);

    [Fact]
    public async Task Call_NoAnswer_200341AndNoRepush()
    {
        using var socket = await ConnectAsync();
        var call = App.CallAsync(new());

        Advance(3);
        Assert.Equal(CallbackCode.NoAnswer, (await call.Within()).Code);
        Advance(100_000);

        Assert.Equal(1, App.Log.CountOf<Delivered>());
    }

    [Fact]
    public async Task Call_ConnectionLost_200342()
    {
        using var socket = await ConnectAsync();
        var call = App.CallAsync(new());
        await socket.ReceiveAsync();

        App.Reset();

        Assert.Equal(CallbackCode.ConnectionFailed, (await call.Within()).Code);
    }
}
