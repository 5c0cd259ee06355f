using System.Net.Sockets;
using Feishu.Simulator.Tests.Kit;
using FeishuOrleans.Testing;

namespace Feishu.Simulator.Tests.Platform;

public sealed class NetworkTests : FakeTimeSimulatorTest
{
    [Fact]
    public async Task Break_WhileItLasts_ConnectionsAreRefusedAndOldOnesReset()
    {
        using var socket = await ConnectAsync();

        await Host.Platform.Network.BreakAsync(TimeSpan.FromSeconds(15)).Within();

        await Assert.ThrowsAnyAsync<Exception>(socket.ReceiveAsync);
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => Client.DiscoverAsync(AppId, Secret));
        Assert.Equal(SocketError.ConnectionRefused, Assert.IsType<SocketException>(refused.InnerException).SocketErrorCode);

        Advance(15);
        await Eventually.TrueAsync(IsListening, "the port to open again");
        using var again = await ConnectAsync();
    }

    private bool IsListening()
    {
        using TcpClient probe = new();
        try
        {
            probe.Connect(Host.Address.Host, Host.Address.Port);
            return true;
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionRefused)
        {
            return false;
        }
    }
}
