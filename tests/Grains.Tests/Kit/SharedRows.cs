using System.Collections.Concurrent;
using FeishuOrleans.Testing;

namespace FeishuOrleans.Grains.Tests.Kit;

/// <summary>The rows of a cluster's storage: outlive every silo.</summary>
internal sealed class SharedRows
{
    public ConcurrentDictionary<(string StateName, GrainId GrainId), StoredRow> Rows { get; } = new();

    /// <summary>Every write that succeeded.</summary>
    public Signal<StoredWrite> Writes { get; } = new();

    /// <summary>Everything that is stored, as text: for looking for what must not be there.</summary>
    public string Dump() => string.Concat(Rows.Values.Select(row => System.Text.Encoding.Latin1.GetString(row.Bytes)));
}
