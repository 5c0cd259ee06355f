using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;

namespace FeishuOrleans.Grains.Tests.Gateway;

/// <summary>A connection in memory, seen from both ends.</summary>
internal sealed class Line
{
    public Line()
    {
        var toGateway = new Pipe();
        var toClient = new Pipe();
        Gateway = new DefaultConnectionContext("gateway", new End(toGateway.Reader, toClient.Writer), new End(toClient.Reader, toGateway.Writer));
        Client = new DefaultConnectionContext("client", new End(toClient.Reader, toGateway.Writer), new End(toGateway.Reader, toClient.Writer));
    }

    public DefaultConnectionContext Gateway { get; }

    public DefaultConnectionContext Client { get; }

    /// <summary>The client says something.</summary>
    public async Task SayAsync(params byte[] bytes) => await Client.Transport.Output.WriteAsync(bytes);

    /// <summary>What the gateway said, up to this many bytes.</summary>
    public async Task<byte[]> HearAsync(int size)
    {
        var read = await Client.Transport.Input.ReadAtLeastAsync(size);
        var bytes = read.Buffer.FirstSpan[..(int)Math.Min(size, read.Buffer.Length)].ToArray();
        Client.Transport.Input.AdvanceTo(read.Buffer.GetPosition(bytes.Length));
        return bytes;
    }

    private sealed record End(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
