namespace Feishu.Simulator.Faults;

/// <summary>The fault armed for one stage, if any. Thread-safe.</summary>
/// <typeparam name="T">Kind of fault.</typeparam>
public sealed class FaultSlot<T>
    where T : StageFault
{
    private readonly Lock _gate = new();
    private T? _fault;
    private int? _left;

    /// <summary>The armed fault.</summary>
    public T? Current
    {
        get
        {
            lock (_gate)
                return _fault;
        }
    }

    /// <summary>Arms a fault in place of the present one.</summary>
    /// <exception cref="ArgumentException">The fault makes no sense.</exception>
    public void Set(T fault)
    {
        if (fault.Times is < 1)
            throw new ArgumentException($"times must be at least 1, not {fault.Times}.");
        if (fault.Delay < TimeSpan.Zero)
            throw new ArgumentException("delay must not be negative.");
        fault.Validate();
        lock (_gate)
            (_fault, _left) = (fault, fault.Times);
    }

    /// <summary>Ends the fault. Calls it already left hanging stay so.</summary>
    public void Clear()
    {
        lock (_gate)
            (_fault, _left) = (null, null);
    }

    internal T? Take()
    {
        lock (_gate)
        {
            var taken = _fault;
            if (_left is not null && --_left == 0)
                (_fault, _left) = (null, null);
            return taken;
        }
    }
}
