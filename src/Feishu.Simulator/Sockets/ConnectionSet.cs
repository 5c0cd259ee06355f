using Feishu.Simulator.Platform;

namespace Feishu.Simulator.Sockets;

/// <summary>The open sockets of one app.</summary>
internal sealed class ConnectionSet(Dice dice)
{
    private readonly Lock _gate = new();
    private readonly List<LiveConnection> _connections = [];
    private int _reserved;
    private volatile int _count;

    // Read by conditions of log waiters, so it takes no lock.
    public int Count => _count;

    /// <summary>Keeps a place for a socket that is about to be accepted, so that the limit is exact.</summary>
    public bool TryReserve(int limit)
    {
        lock (_gate)
        {
            if (_connections.Count + _reserved >= limit)
                return false;

            _reserved++;
            return true;
        }
    }

    /// <summary>Gives a reserved place to a socket, or back.</summary>
    public void Settle(LiveConnection? accepted)
    {
        lock (_gate)
        {
            _reserved--;
            if (accepted is not null)
                _connections.Add(accepted);
            _count = _connections.Count;
        }
    }

    public void Remove(LiveConnection connection)
    {
        lock (_gate)
        {
            _connections.Remove(connection);
            _count = _connections.Count;
        }
    }

    /// <summary>One of them, all equally likely: the platform's rule for events.</summary>
    public LiveConnection? Random()
    {
        lock (_gate)
            return _connections.Count == 0 ? null : _connections[dice.Next(_connections.Count)];
    }

    public IReadOnlyList<LiveConnection> Choose(string which)
    {
        if (which == ConnectionChoice.One)
            return Random() is { } one ? [one] : [];

        lock (_gate)
            return which == ConnectionChoice.All ? [.. _connections] : _connections.FindAll(connection => connection.Id == which);
    }
}
