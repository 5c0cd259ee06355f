using System.Text;
using Feishu.Client.Sockets;

namespace Feishu.Client.Tests.Sockets;

public class UpgradeStreamTests
{
    private const string Head = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n";

    public static TheoryData<int> Splits => [.. Enumerable.Range(1, Head.Length + 3)];

    [Theory]
    [MemberData(nameof(Splits))]
    public async Task Read_HeadAndFramesSplitAnywhere_GivesTheHeadOnlyAndKeepsTheRest(int split)
    {
        await using var upgrade = new UpgradeStream(new Segments(Head + "frame", split));

        var head = await ReadUntilAsync(upgrade, Head.Length);
        await using var detached = upgrade.Detach();
        var rest = await ReadUntilAsync(detached, "frame".Length);

        Assert.Equal((Head, "frame"), (head, rest));
    }

    [Fact]
    public async Task Read_RefusalWithBody_GivesTheBodyToo()
    {
        const string Refusal = "HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno";
        await using var upgrade = new UpgradeStream(new Segments(Refusal, 1000));

        Assert.Equal(Refusal, await ReadUntilAsync(upgrade, Refusal.Length));
    }

    [Fact]
    public async Task Dispose_AfterDetach_LeavesTheConnection()
    {
        var network = new Segments("x", 1);
        var upgrade = new UpgradeStream(network);

        upgrade.Detach();
        await upgrade.DisposeAsync();
        var alive = network.CanRead;
        await network.DisposeAsync();

        Assert.Equal((true, false), (alive, network.CanRead));
    }

    private static async Task<string> ReadUntilAsync(Stream stream, int length)
    {
        var buffer = new byte[length];
        await stream.ReadExactlyAsync(buffer, TestContext.Current.CancellationToken);
        return Encoding.ASCII.GetString(buffer);
    }

    /// <summary>Gives a text in two segments.</summary>
    private sealed class Segments(string text, int split) : MemoryStream(Encoding.ASCII.GetBytes(text))
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(Position < split ? buffer[..(int)Math.Min(buffer.Length, split - Position)] : buffer, cancellationToken);
    }
}
