using System.Net;
using Feishu.Protocol.Endpoints;
using Feishu.Simulator.Recording;
using Feishu.Simulator.Tests.Kit;
using FeishuOrleans.Testing;

namespace Feishu.Simulator.Tests.Endpoints;

public sealed class DiscoveryTests : SimulatorTest
{
    [Fact]
    public async Task Discovery_GoodCredentials_UrlHasTheShapeOfThePlatform()
    {
        var answer = await Client.DiscoverAsync(AppId, Secret);

        Assert.Equal(EndpointCode.Ok, answer.Code);
        Assert.Matches(
            $@"^ws://127\.0\.0\.1:{Host.Address.Port}/ws/v2\?fpid=\d+&aid=\d+&device_id=\d{{19}}&access_key=[0-9a-f]{{32}}&service_id=\d+&ticket=[0-9a-f-]{{36}}$",
            answer.Url);
        Assert.Equal(new ClientConfigUpdate { PingInterval = 120, ReconnectCount = -1, ReconnectInterval = 120, ReconnectNonce = 30 }, answer.Config);
        Assert.Equal(0, App.Log.Of<DiscoveryAnswered>().Single().Code);
    }

    [Fact]
    public async Task Discovery_Twice_TicketsDifferServiceStays()
    {
        var first = await TicketAsync();
        var second = await TicketAsync();

        Assert.NotEqual(first.DeviceId, second.DeviceId);
        Assert.Equal(first.ServiceId, second.ServiceId);
    }

    [Theory]
    [InlineData("""{"AppID":"cli_0123456789abcdef","AppSecret":"wrong"}""", EndpointCode.CredentialInvalid)]
    [InlineData("""{"AppID":"cli_ffffffffffffffff","AppSecret":"secret"}""", EndpointCode.AppIdInvalid)]
    [InlineData("""{"AppID":"cli_0123456789abcdef","AppSecret":""}""", EndpointCode.CredentialMissing)]
    [InlineData("""{"AppSecret":"secret"}""", EndpointCode.CredentialMissing)]
    [InlineData("{", EndpointCode.SystemBusy)]
    [InlineData("[]", EndpointCode.SystemBusy)]
    public async Task Discovery_BadRequest_CodeInAnEnvelopeWithAnEmptyUrl(string body, long code)
    {
        using var response = await Client.PostDiscoveryAsync(body);
        var json = await response.Content.ReadAsStringAsync().Within();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains($"\"code\":{code},", json, StringComparison.Ordinal);
        Assert.Contains("""
            "data":{"URL":""}
            """.Trim(), json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Discovery_UnderOpenApis_PlainText404()
    {
        using var response = await Client.Http.PostAsync("/open-apis/callback/ws/endpoint", null).Within();

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("text/plain", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Discovery_UnknownAppWithAutoRegister_FirstSecretCounts()
    {
        Host.Platform.Settings = Host.Platform.Settings with { AutoRegister = true };

        var first = await Client.DiscoverAsync("cli_aaaaaaaaaaaaaaaa", "first");
        var second = await Client.DiscoverAsync("cli_aaaaaaaaaaaaaaaa", "second");

        Assert.Equal(EndpointCode.Ok, first.Code);
        Assert.Equal(EndpointCode.CredentialInvalid, second.Code);
    }

    [Fact]
    public async Task WaitForDiscoveryCalls_CallsComeLater_CompletesAtTheCount()
    {
        var waiting = App.WaitForDiscoveryCallsAsync(2);
        await Client.DiscoverAsync(AppId, Secret);
        Assert.False(waiting.IsCompleted);

        await Client.DiscoverAsync(AppId, "wrong");

        await waiting.Within();
    }

    private async Task<TicketUrl> TicketAsync()
    {
        var answer = await Client.DiscoverAsync(AppId, Secret);
        Assert.True(TicketUrl.TryParse(answer.Url!, out var ticket));
        return ticket;
    }
}
