using Google.Protobuf;

namespace Feishu.Protocol.Frames;

/// <summary>
/// Joins the fragments of data frames (protocol notes, section 4.2). One per connection; not thread-safe.
/// Never throws for what a frame contains, and holds at most what <see cref="FragmentLimits"/> allow.
/// </summary>
public sealed class FragmentAssembler(FragmentLimits limits)
{
    private readonly Dictionary<string, FragmentAssembly> _open = new(StringComparer.Ordinal);

    /// <summary>Messages waiting for fragments.</summary>
    public int OpenMessages => _open.Count;

    /// <summary>Bytes of the waiting fragments.</summary>
    public int BufferedBytes { get; private set; }

    /// <summary>Messages dropped so far because their fragments did not arrive in time.</summary>
    public long ExpiredMessages { get; private set; }

    /// <summary>Takes a data frame.</summary>
    /// <param name="frame">The frame; its payload is kept until the message is whole.</param>
    /// <param name="now">Monotonic time, from any origin.</param>
    public FragmentResult Add(Frame frame, TimeSpan now)
    {
        ArgumentNullException.ThrowIfNull(frame);
        Expire(now);
        if (FragmentPosition.Read(frame, limits.MaxFragments, out var position) is { } error)
            return new FragmentResult.Rejected(error);
        if (frame.Payload.Length > limits.MaxMessageBytes)
            return new FragmentResult.Rejected(FragmentError.MessageTooLarge);
        if (position.Sum == 1)
            return new FragmentResult.Complete(frame.Payload.Memory);

        return frame.FindHeader(HeaderName.MessageId) is { Length: > 0 } messageId
            ? Put(messageId, position, frame.Payload, now)
            : new FragmentResult.Rejected(FragmentError.MissingMessageId);
    }

    /// <summary>Drops the messages whose time is over; also done by every <see cref="Add"/>.</summary>
    /// <returns>How many were dropped now.</returns>
    public int Expire(TimeSpan now)
    {
        var dropped = 0;
        foreach (var (messageId, assembly) in _open)
        {
            if (now - assembly.OpenedAt <= limits.MaxAge)
                continue;
            Remove(messageId, assembly);
            dropped++;
        }

        ExpiredMessages += dropped;
        return dropped;
    }

    private FragmentResult Put(string messageId, FragmentPosition position, ByteString fragment, TimeSpan now)
    {
        var known = _open.TryGetValue(messageId, out var assembly);
        assembly ??= new FragmentAssembly(position.Sum, now);
        if (known && assembly.Sum == position.Sum && assembly.Has(position.Seq))
            return FragmentResult.Duplicate.Instance;
        if (Refuse(known, assembly, position, fragment) is { } error)
            return Reject(messageId, assembly, error);

        _open[messageId] = assembly;
        assembly.Put(position.Seq, fragment);
        BufferedBytes += fragment.Length;
        if (!assembly.IsComplete)
            return FragmentResult.Incomplete.Instance;

        Remove(messageId, assembly);
        return new FragmentResult.Complete(assembly.Join());
    }

    private FragmentError? Refuse(bool known, FragmentAssembly assembly, FragmentPosition position, ByteString fragment)
    {
        if (assembly.Sum != position.Sum)
            return FragmentError.SumChanged;
        if ((long)assembly.Bytes + fragment.Length > limits.MaxMessageBytes)
            return FragmentError.MessageTooLarge;
        if ((long)BufferedBytes + fragment.Length > limits.MaxBufferedBytes)
            return FragmentError.BufferFull;
        return !known && _open.Count >= limits.MaxOpenMessages ? FragmentError.TooManyOpen : null;
    }

    // Only a message that is too large can never become whole; after any other error the others may still arrive.
    private FragmentResult.Rejected Reject(string messageId, FragmentAssembly assembly, FragmentError error)
    {
        if (error == FragmentError.MessageTooLarge)
            Remove(messageId, assembly);
        return new FragmentResult.Rejected(error);
    }

    private void Remove(string messageId, FragmentAssembly assembly)
    {
        if (_open.Remove(messageId))
            BufferedBytes -= assembly.Bytes;
    }
}
