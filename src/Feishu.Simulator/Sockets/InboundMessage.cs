using System.Buffers;
using System.Net.WebSockets;
using Feishu.Protocol.Frames;

namespace Feishu.Simulator.Sockets;

/// <summary>One WebSocket message, in memory that is borrowed only while it is looked at.</summary>
internal sealed class InboundMessage : IDisposable
{
    private const int FirstSize = 2048;

    private byte[] _buffer = [];
    private int _length;

    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(0, _length);

    public bool TooLarge => _length > ProtocolLimits.MaxFrameBytes;

    public async Task<WebSocketMessageType> ReadAsync(WebSocket socket, CancellationToken gone)
    {
        // An empty buffer waits for data without holding any memory meanwhile.
        var part = await socket.ReceiveAsync(Memory<byte>.Empty, gone);
        while (!part.EndOfMessage && part.MessageType != WebSocketMessageType.Close && !TooLarge)
        {
            MakeRoom();
            part = await socket.ReceiveAsync(_buffer.AsMemory(_length), gone);
            _length += part.Count;
        }

        return part.MessageType;
    }

    public void Dispose()
    {
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private void MakeRoom()
    {
        if (_length < _buffer.Length)
            return;

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(FirstSize, _buffer.Length * 2));
        Bytes.CopyTo(larger);
        Dispose();
        _buffer = larger;
    }
}
