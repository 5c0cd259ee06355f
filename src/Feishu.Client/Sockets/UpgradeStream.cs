namespace Feishu.Client.Sockets;

/// <summary>
/// Stands between the HTTP stack and the network during one upgrade, so that the connection can go on without the HTTP
/// stack afterwards: its buffers, 8 KB a connection, would otherwise live as long as the socket. Reads stop at the end
/// of the response's head; frames in the same segment stay ours.
/// </summary>
internal sealed class UpgradeStream(Stream network) : ForwardingStream(network)
{
    private static readonly byte[] HeadEnd = "\r\n\r\n"u8.ToArray();

    private int _matched;
    private ReadOnlyMemory<byte> _afterHead;
    private bool _detached;

    /// <summary>Takes the connection from the HTTP stack, with what arrived behind the head.</summary>
    public Stream Detach()
    {
        _detached = true;
        return _afterHead.IsEmpty ? Network : new PrefixedStream(_afterHead, Network);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!_afterHead.IsEmpty)
            return PrefixedStream.Take(ref _afterHead, buffer);
        var count = await Network.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        var head = HeadLength(buffer.Span[..count]);
        if (head < count)
            _afterHead = buffer[head..count].ToArray();
        return head;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_detached)
            Network.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>How many of these bytes come before the end of the head; all of them once it has ended, for a refusal's body.</summary>
    private int HeadLength(ReadOnlySpan<byte> bytes)
    {
        for (var i = 0; i < bytes.Length && _matched < HeadEnd.Length; i++)
        {
            _matched = bytes[i] == HeadEnd[_matched] ? _matched + 1 : bytes[i] == HeadEnd[0] ? 1 : 0;
            if (_matched == HeadEnd.Length)
                return i + 1;
        }

        return bytes.Length;
    }
}
