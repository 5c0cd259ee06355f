using System.Collections.Immutable;

namespace FeishuOrleans.Testing;

/// <summary>A growing list that tests can await: arm the wait, act, and the item is not missed.</summary>
/// <param name="capacity">Items kept, the newest; unlimited by default.</param>
public sealed class Signal<T>(int capacity = int.MaxValue)
{
    private readonly Lock _gate = new();
    private readonly List<(Predicate<ImmutableList<T>> Reached, TaskCompletionSource<ImmutableList<T>> Waiter)> _waiters = [];
    private ImmutableList<T> _items = [];

    public ImmutableList<T> Items
    {
        get
        {
            lock (_gate)
                return _items;
        }
    }

    public void Add(T item)
    {
        lock (_gate)
        {
            _items = _items.Count < capacity ? _items.Add(item) : _items.RemoveAt(0).Add(item);
            foreach (var (_, waiter) in _waiters.Where(waiting => waiting.Reached(_items)))
                waiter.TrySetResult(_items);
            _waiters.RemoveAll(waiting => waiting.Waiter.Task.IsCompleted);
        }
    }

    /// <summary>Forgets what was noted so far.</summary>
    public void Clear()
    {
        lock (_gate)
            _items = [];
    }

    /// <summary>The first item that fits, present or future.</summary>
    public async Task<T> FirstAsync(Predicate<T> fits, int skip = 0) =>
        (await WhenAsync(all => all.Skip(skip).Any(item => fits(item)))).Skip(skip).First(item => fits(item));

    /// <summary>The items once there are this many.</summary>
    public Task<ImmutableList<T>> CountAsync(int count) => WhenAsync(all => all.Count >= count);

    public Task<ImmutableList<T>> WhenAsync(Predicate<ImmutableList<T>> reached)
    {
        lock (_gate)
        {
            if (reached(_items))
                return Task.FromResult(_items);
            var waiter = new TaskCompletionSource<ImmutableList<T>>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((reached, waiter));
            return waiter.Task;
        }
    }
}
