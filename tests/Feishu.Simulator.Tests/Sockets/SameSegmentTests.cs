using System.Net.Sockets;
using System.Text;
using Feishu.Protocol.Frames;
using Feishu.Simulator.Recording;
using Feishu.Simulator.Tests.Kit;
using FeishuOrleans.Testing;

namespace Feishu.Simulator.Tests.Sockets;

public sealed class SameSegmentTests : SimulatorTest
{
    [Fact]
    public async Task PushWithNextUpgrade_OneReadBringsAnswerAndEvent()
    {
        App.PushWithNextUpgrade(new() { Text = "early" });
        var url = new Uri((await Client.DiscoverAsync(AppId, Secret)).Url!);
        using TcpClient tcp = new();
        await tcp.ConnectAsync(url.Host, url.Port).Within();
        var request = $"GET {url.PathAndQuery} HTTP/1.1\r\nHost: {url.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        await tcp.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request)).AsTask().Within();

        var buffer = new byte[8192];
        var length = await tcp.GetStream().ReadAsync(buffer).AsTask().Within();
        var text = Encoding.UTF8.GetString(buffer, 0, length);

        Assert.StartsWith("HTTP/1.1 101 ", text, StringComparison.Ordinal);
        Assert.Contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", text, StringComparison.Ordinal);
        Assert.Contains("early", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PushWithNextUpgrade_FurtherFramesFollow()
    {
        App.PushWithNextUpgrade(new() { Text = "early", Fragments = new() { Count = 3 } });
        using var socket = await ConnectAsync();

        Assert.Equal(["0", "1", "2"], new[]
        {
            (await socket.ReceiveAsync()).FindHeader(HeaderName.Seq),
            (await socket.ReceiveAsync()).FindHeader(HeaderName.Seq),
            (await socket.AcknowledgeNextAsync()).FindHeader(HeaderName.Seq),
        });
        App.PushText("next");
        await socket.AcknowledgeNextAsync();
        await App.Log.WaitForCountAsync<Acknowledged>(2);
    }
}
