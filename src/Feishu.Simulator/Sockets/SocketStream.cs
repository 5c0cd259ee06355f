namespace Feishu.Simulator.Sockets;

/// <summary>The bytes under one WebSocket: passed through, or dripped slowly.</summary>
internal sealed class SocketStream(Stream inner, TimeProvider time) : Stream
{
    private const int DripsPerSecond = 20;

    private volatile int _bytesPerSecond;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException("A network stream has no length.");

    public override long Position
    {
        get => throw new NotSupportedException("A network stream has no position.");
        set => throw new NotSupportedException("A network stream has no position.");
    }

    /// <summary>Writes no faster than this from now on; 0 for as fast as possible.</summary>
    public void Drip(int bytesPerSecond) => _bytesPerSecond = bytesPerSecond;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        inner.ReadAsync(buffer, cancellationToken);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        _bytesPerSecond == 0 ? inner.WriteAsync(buffer, cancellationToken) : DripAsync(buffer, cancellationToken);

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override void Flush() => throw new NotSupportedException("Sockets are flushed asynchronously.");

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Sockets are read asynchronously.");

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("A network stream cannot seek.");

    public override void SetLength(long value) => throw new NotSupportedException("A network stream has no length.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Sockets are written asynchronously.");

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private async ValueTask DripAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken)
    {
        while (!buffer.IsEmpty)
        {
            var speed = _bytesPerSecond;
            var size = speed == 0 ? buffer.Length : Math.Min(buffer.Length, Math.Max(1, speed / DripsPerSecond));
            await inner.WriteAsync(buffer[..size], cancellationToken);
            buffer = buffer[size..];
            if (speed > 0 && !buffer.IsEmpty)
                await Task.Delay(TimeSpan.FromSeconds((double)size / speed), time, cancellationToken);
        }
    }
}
