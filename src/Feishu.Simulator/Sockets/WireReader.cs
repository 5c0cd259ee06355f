using System.IO.Pipelines;

namespace Feishu.Simulator.Sockets;

/// <summary>Passes bytes on, except while the wire is frozen.</summary>
internal sealed class WireReader(Wire wire, PipeReader inner) : PipeReader
{
    public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        var result = await inner.ReadAsync(cancellationToken);
        await wire.Thawed;
        return result;
    }

    public override bool TryRead(out ReadResult result)
    {
        result = default;
        return wire.Thawed.IsCompleted && inner.TryRead(out result);
    }

    public override void AdvanceTo(SequencePosition consumed) => inner.AdvanceTo(consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => inner.AdvanceTo(consumed, examined);

    public override void CancelPendingRead() => inner.CancelPendingRead();

    public override void Complete(Exception? exception = null) => inner.Complete(exception);
}
