namespace Feishu.Client.Sockets;

/// <summary>A network stream of which some bytes were read already. Owns the network stream.</summary>
internal sealed class PrefixedStream(ReadOnlyMemory<byte> prefix, Stream network) : ForwardingStream(network)
{
    private ReadOnlyMemory<byte> _rest = prefix;

    /// <summary>Moves as many bytes as fit. An empty buffer takes nothing, which says at once that there is something.</summary>
    public static int Take(ref ReadOnlyMemory<byte> from, Memory<byte> to)
    {
        var count = Math.Min(from.Length, to.Length);
        from[..count].CopyTo(to);
        from = from[count..];
        return count;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _rest.IsEmpty ? Network.ReadAsync(buffer, cancellationToken) : ValueTask.FromResult(Take(ref _rest, buffer));

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Network.Dispose();
        base.Dispose(disposing);
    }
}
