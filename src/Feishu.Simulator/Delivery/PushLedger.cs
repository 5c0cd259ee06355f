using Feishu.Simulator.Sockets;

namespace Feishu.Simulator.Delivery;

/// <summary>The pushes of one app that wait for an acknowledgement, or did until lately. Thread-safe.</summary>
internal sealed class PushLedger
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ulong, Push> _pushes = [];

    // The latest push of each message: an acknowledgement whose SeqID was rounded still finds it.
    private readonly Dictionary<string, Push> _latest = [];

    public void Add(Push push)
    {
        lock (_gate)
        {
            _pushes.Add(push.SeqId, push);
            _latest[push.MessageId] = push;
        }
    }

    public Push? Find(ulong seqId, string messageId)
    {
        lock (_gate)
            return _pushes.GetValueOrDefault(seqId) ?? _latest.GetValueOrDefault(messageId);
    }

    public IReadOnlyList<Push> Of(LiveConnection connection)
    {
        lock (_gate)
            return [.. _pushes.Values.Where(push => push.Connection == connection)];
    }

    /// <summary>Ends a push that waits; false when it does not wait any more.</summary>
    public bool TryEnd(Push push, PushState state)
    {
        lock (_gate)
        {
            if (push.State != PushState.Waiting)
                return false;

            push.State = state;
            return true;
        }
    }

    public void Forget(Push push)
    {
        lock (_gate)
        {
            _pushes.Remove(push.SeqId);
            if (_latest.GetValueOrDefault(push.MessageId) == push)
                _latest.Remove(push.MessageId);
        }
    }
}
