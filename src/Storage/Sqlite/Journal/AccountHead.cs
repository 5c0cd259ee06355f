namespace FeishuOrleans.Storage.Sqlite.Journal;

/// <summary>An account's row, as the transaction under way has it.</summary>
internal sealed class AccountHead(long number, long last, long bytes)
{
    public long Number { get; } = number;

    /// <summary>The last sequence given.</summary>
    public long Last { get; private set; } = last;

    /// <summary>Payload bytes kept.</summary>
    public long Bytes { get; private set; } = bytes;

    /// <summary>Whether the row is behind this.</summary>
    public bool IsChanged { get; private set; }

    /// <summary>Takes the next sequence for an event of this size.</summary>
    public long Add(int size)
    {
        (IsChanged, Bytes) = (true, Bytes + size);
        return ++Last;
    }

    public void Remove(long size) => (IsChanged, Bytes) = (true, Bytes - size);

    public void OnSaved() => IsChanged = false;
}
