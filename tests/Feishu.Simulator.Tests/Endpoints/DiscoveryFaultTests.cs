using System.Net;
using Feishu.Protocol.Endpoints;
using Feishu.Simulator.Faults;
using Feishu.Simulator.Recording;
using Feishu.Simulator.Tests.Kit;
using FeishuOrleans.Testing;

namespace Feishu.Simulator.Tests.Endpoints;

public sealed class DiscoveryFaultTests : FakeTimeSimulatorTest
{
    private const string Good = """{"AppID":"cli_0123456789abcdef","AppSecret":"secret-of-the-app"}""";

    [Theory]
    [InlineData(EndpointBody.InvalidJson, """^\{"code":0,[^}]*$""")]
    [InlineData(EndpointBody.MissingData, """^\{"code":0,"msg":"success"\}$""")]
    [InlineData(EndpointBody.NullData, """data":null\}$""")]
    [InlineData(EndpointBody.EmptyData, """data":\{\}\}$""")]
    [InlineData(EndpointBody.MissingConfig, """data":\{"URL":"ws:[^"]+"\}\}$""")]
    [InlineData(EndpointBody.EmptyUrl, """data":\{"URL":"","ClientConfig":\{""")]
    public async Task Discovery_BodyFault_BodyHasThatShape(EndpointBody body, string pattern)
    {
        App.Faults.Endpoint.Set(new EndpointFault { Body = body });

        Assert.Matches(pattern, await PostAsync());
    }

    [Fact]
    public async Task Discovery_CodeForTwoCalls_ThirdSucceeds()
    {
        App.Faults.Endpoint.Set(new EndpointFault { Code = EndpointCode.InternalError, Message = "no endpoint available", Times = 2 });

        var answers = new[] { await PostAsync(), await PostAsync(), await PostAsync() };

        Assert.All(answers[..2], answer => Assert.Contains("\"code\":1000040343,\"msg\":\"no endpoint available\"", answer, StringComparison.Ordinal));
        Assert.Contains("\"code\":0", answers[2], StringComparison.Ordinal);
        Assert.Equal([EndpointCode.InternalError, EndpointCode.InternalError, 0], App.Log.Of<DiscoveryAnswered>().Select(e => e.Code!.Value));
    }

    [Fact]
    public async Task Discovery_FaultForAll_AppsOwnFaultGoesFirst()
    {
        Host.Platform.Faults.Endpoint.Set(new EndpointFault { Code = 1 });
        App.Faults.Endpoint.Set(new EndpointFault { Code = 403, Times = 1 });

        Assert.Contains("\"code\":403", await PostAsync(), StringComparison.Ordinal);
        Assert.Contains("\"code\":1,", await PostAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Discovery_HttpStatus_PlainTextWithThatStatus()
    {
        App.Faults.Endpoint.Set(new EndpointFault { HttpStatus = 502 });

        using var response = await Client.PostDiscoveryAsync(Good);

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Equal((null, 502), App.Log.Of<DiscoveryAnswered>().Select(e => (e.Code, e.HttpStatus)).Single());
    }

    [Fact]
    public async Task Discovery_Delay_AnswersWhenTheTimeIsOver()
    {
        App.Faults.Endpoint.Set(new EndpointFault { Delay = TimeSpan.FromSeconds(9), Times = 1 });
        var answer = PostAsync();
        await Eventually.TrueAsync(() => App.Faults.Endpoint.Current is null, "the fault to be taken");
        Assert.False(answer.IsCompleted);

        await Eventually.TrueAsync(
            () =>
            {
                Advance(9);
                return answer.IsCompleted;
            },
            "the delayed answer");

        Assert.Contains("\"code\":0", await answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Discovery_Hang_NeverAnswers()
    {
        App.Faults.Endpoint.Set(new EndpointFault { Hang = true });
        using CancellationTokenSource patience = new();
        using StringContent body = new(Good);
        var call = Client.Http.PostAsync(EndpointRequest.Path, body, patience.Token);
        await App.WaitForDiscoveryCallsAsync(1);
        Advance(3600);
        Assert.False(call.IsCompleted);

        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Within());
        Assert.Equal("left hanging", App.Log.Of<DiscoveryAnswered>().Single().Note);
    }

    [Fact]
    public async Task Discovery_Reset_TransportBreaks()
    {
        App.Faults.Endpoint.Set(new EndpointFault { Reset = true });

        await Assert.ThrowsAsync<HttpRequestException>(() => PostAsync());
    }

    [Fact]
    public void Set_FaultThatMakesNoSense_Throws()
    {
        Assert.Throws<ArgumentException>(() => App.Faults.Endpoint.Set(new EndpointFault { Times = 0 }));
        Assert.Throws<ArgumentException>(() => App.Faults.Endpoint.Set(new EndpointFault { HttpStatus = 42 }));
        Assert.Throws<ArgumentException>(() => App.Faults.Endpoint.Set(new EndpointFault { Delay = TimeSpan.FromSeconds(-1) }));
        Assert.Throws<ArgumentException>(() => App.Faults.Pong.Set(new PongFault { Hang = true }));
        Assert.Throws<ArgumentException>(() => App.Faults.Handshake.Set(new HandshakeFault { Message = "a\nb" }));
    }

    private async Task<string> PostAsync()
    {
        using var response = await Client.PostDiscoveryAsync(Good);
        return await response.Content.ReadAsStringAsync().Within();
    }
}
