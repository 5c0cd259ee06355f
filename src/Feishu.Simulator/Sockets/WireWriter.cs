using System.IO.Pipelines;

namespace Feishu.Simulator.Sockets;

/// <summary>Passes bytes on, except while the wire is frozen or held.</summary>
internal sealed class WireWriter(Wire wire, PipeWriter inner) : PipeWriter
{
    private volatile bool _held;

    public override bool CanGetUnflushedBytes => inner.CanGetUnflushedBytes;

    public override long UnflushedBytes => inner.UnflushedBytes;

    /// <summary>Keeps what is written until <see cref="Release"/> and the flush after it.</summary>
    public void Hold() => _held = true;

    /// <summary>Lets the next flush send everything kept, in one piece.</summary>
    public void Release() => _held = false;

    public override async ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        if (_held)
            return new FlushResult(isCanceled: false, isCompleted: false);

        await wire.Thawed.WaitAsync(cancellationToken);
        return await inner.FlushAsync(cancellationToken);
    }

    public override Memory<byte> GetMemory(int sizeHint = 0) => inner.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => inner.GetSpan(sizeHint);

    public override void Advance(int bytes) => inner.Advance(bytes);

    public override void CancelPendingFlush() => inner.CancelPendingFlush();

    public override void Complete(Exception? exception = null) => inner.Complete(exception);
}
