using System.Net;
using Feishu.Protocol.Endpoints;
using Feishu.Simulator.Faults;
using Feishu.Simulator.Platform;
using Feishu.Simulator.Recording;
using Feishu.Simulator.Tests.Kit;
using FeishuOrleans.Testing;

namespace Feishu.Simulator.Tests.Sockets;

public sealed class HandshakeTests : FakeTimeSimulatorTest
{
    [Fact]
    public async Task Upgrade_SpentTicket_401With1000040348()
    {
        var url = await UrlAsync();
        using var first = await PlatformSocket.OpenAsync(url);

        var refusal = await RefusedAsync(url);

        Assert.Equal((401, EndpointCode.AuthFailed, EndpointCode.TicketInvalid), (refusal.HttpStatus, refusal.Status, refusal.AuthErrorCode));
    }

    [Fact]
    public async Task Upgrade_OldTicket_401With1000040348()
    {
        var url = await UrlAsync();
        Advance(61);

        var refusal = await RefusedAsync(url);

        Assert.Equal((401, EndpointCode.TicketInvalid), (refusal.HttpStatus, refusal.AuthErrorCode));
    }

    [Fact]
    public async Task Upgrade_InventedTicket_403()
    {
        var refusal = await RefusedAsync((await UrlAsync())[..^1] + "x");

        Assert.Equal((403, EndpointCode.Forbidden, null), (refusal.HttpStatus, refusal.Status, refusal.AuthErrorCode));
    }

    [Fact]
    public async Task Upgrade_Fault_HeadersAreAsArmedAndTheTicketIsSpent()
    {
        App.Faults.Handshake.Set(new HandshakeFault { Status = 514, AuthErrorCode = 1000040345, Message = "auth failed", Times = 1 });
        var url = await UrlAsync();

        var refusal = await RefusedAsync(url);
        var again = await RefusedAsync(url);

        Assert.Equal(new HandshakeRefusal(401, 514, "auth failed", 1000040345), refusal);
        Assert.Equal(EndpointCode.TicketInvalid, again.AuthErrorCode);
        Assert.Equal(1000040345, App.Log.Of<HandshakeRefused>()[0].AuthErrorCode);
    }

    [Fact]
    public async Task Upgrade_HttpStatusOnly_NoHandshakeHeaders()
    {
        App.Faults.Handshake.Set(new HandshakeFault { HttpStatus = 502 });

        var refusal = await RefusedAsync(await UrlAsync());

        Assert.Equal(new HandshakeRefusal(502, null, "", null), refusal);
    }

    [Fact]
    public async Task Upgrade_Reset_LogsIt()
    {
        App.Faults.Handshake.Set(new HandshakeFault { Reset = true });
        var url = await UrlAsync();

        await Assert.ThrowsAnyAsync<Exception>(() => PlatformSocket.OpenAsync(url));

        Assert.Equal("reset", (await App.Log.WaitForAsync<HandshakeRefused>(_ => true, "the refused upgrade")).Reason);
    }

    [Fact]
    public async Task Upgrade_Hang_LastsUntilTheClientGoes()
    {
        App.Faults.Handshake.Set(new HandshakeFault { Hang = true });
        using System.Net.WebSockets.ClientWebSocket socket = new();
        using CancellationTokenSource patience = new();
        var connecting = socket.ConnectAsync(new Uri(await UrlAsync()), patience.Token);
        Assert.Equal("left hanging", (await App.Log.WaitForAsync<HandshakeRefused>(_ => true, "the hanging upgrade")).Reason);
        Advance(3600);
        Assert.False(connecting.IsCompleted);

        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<Exception>(() => connecting.Within());
    }

    [Fact]
    public async Task Upgrade_WithoutWebSocket_400()
    {
        using var response = await Client.Http.GetAsync("/ws/v2?ticket=x").Within();

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Limit_AtDiscovery_CodeAndNoTicket()
    {
        Host.Platform.Settings = Host.Platform.Settings with { ConnectionLimit = 1 };
        using var first = await ConnectAsync();

        var answer = await Client.DiscoverAsync(AppId, Secret);

        Assert.Equal((EndpointCode.OverLimit, null), (answer.Code, answer.Url));
    }

    [Theory]
    [InlineData(LimitManner.Discovery)]
    [InlineData(LimitManner.Handshake)]
    public async Task Limit_TicketIssuedBefore_UpgradeRefusedWith1000040350(LimitManner manner)
    {
        Host.Platform.Settings = Host.Platform.Settings with { ConnectionLimit = 1, LimitManner = manner };
        var url = await UrlAsync();
        using var first = await ConnectAsync();

        var refusal = await RefusedAsync(url);

        Assert.Equal((EndpointCode.AuthFailed, EndpointCode.OverLimit), (refusal.Status, refusal.AuthErrorCode));
    }

    [Fact]
    public async Task Limit_ByClose_AcceptedAndClosedWith3001()
    {
        Host.Platform.Settings = Host.Platform.Settings with { ConnectionLimit = 1, LimitManner = LimitManner.Close };
        using var first = await ConnectAsync();

        using var second = await ConnectAsync();
        var close = await second.ReceiveCloseAsync();

        Assert.Equal(3001, (int?)close.CloseStatus);
        Assert.Equal(1, App.LiveConnections);
    }

    private async Task<string> UrlAsync() => (await Client.DiscoverAsync(AppId, Secret)).Url!;

    private static async Task<HandshakeRefusal> RefusedAsync(string url) =>
        (await Assert.ThrowsAsync<UpgradeRefusedException>(() => PlatformSocket.OpenAsync(url))).Refusal;
}
