using System.Collections.Concurrent;
using Feishu.Simulator.Sockets;

namespace Feishu.Simulator.Platform;

/// <summary>The listening port and every TCP connection, so that they can be taken away. Thread-safe.</summary>
public sealed class Network
{
    private readonly ConcurrentDictionary<Wire, byte> _wires = new();
    private readonly Schedule _schedule;
    private SeverableListener? _listener;
    private volatile bool _broken;

    internal Network(Schedule schedule) => _schedule = schedule;

    /// <summary>How many TCP connections there are, of whatever kind.</summary>
    public int TcpConnections => _wires.Count;

    /// <summary>Closes the port, so that connecting is refused, and resets every connection.</summary>
    public Task BreakAsync() => BreakAsync(spared: null);

    /// <summary>As <see cref="BreakAsync()"/>, and <see cref="Restore"/> after a time on the simulator's clock.</summary>
    public Task BreakAsync(TimeSpan duration) => BreakAsync(duration, spared: null);

    /// <summary>Spares the connection that asked for it: a reset would overtake the answer.</summary>
    internal async Task BreakAsync(TimeSpan duration, Wire? spared)
    {
        await BreakAsync(spared);
        _schedule.In(duration, Restore);
    }

    private async Task BreakAsync(Wire? spared)
    {
        _broken = true;
        if (Volatile.Read(ref _listener) is { } listener)
            await listener.SeverAsync();
        foreach (var wire in _wires.Keys.Where(wire => wire != spared))
            wire.Reset();
    }

    /// <summary>Opens the same port again.</summary>
    public void Restore()
    {
        _broken = false;
        Volatile.Read(ref _listener)?.Restore();
    }

    internal void Use(SeverableListener listener) => Volatile.Write(ref _listener, listener);

    internal void Add(Wire wire)
    {
        _wires.TryAdd(wire, 0);

        // Accepted while the port was being closed.
        if (_broken)
            wire.Reset();
    }

    internal void Remove(Wire wire) => _wires.TryRemove(wire, out _);
}
