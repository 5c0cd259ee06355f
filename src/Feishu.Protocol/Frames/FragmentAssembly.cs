using Google.Protobuf;

namespace Feishu.Protocol.Frames;

/// <summary>One message whose fragments arrive in any order.</summary>
internal sealed class FragmentAssembly(int sum, TimeSpan openedAt)
{
    // Null is "not here yet"; an empty fragment is a fragment.
    private readonly ByteString?[] _fragments = new ByteString?[sum];
    private int _missing = sum;

    public int Sum => _fragments.Length;

    public TimeSpan OpenedAt { get; } = openedAt;

    public int Bytes { get; private set; }

    public bool IsComplete => _missing == 0;

    public bool Has(int seq) => _fragments[seq] is not null;

    public void Put(int seq, ByteString fragment)
    {
        _fragments[seq] = fragment;
        _missing--;
        Bytes += fragment.Length;
    }

    /// <summary>Joins bytes, not texts: a fragment may end inside a code point.</summary>
    public ReadOnlyMemory<byte> Join()
    {
        var joined = GC.AllocateUninitializedArray<byte>(Bytes);
        var end = 0;
        foreach (var fragment in _fragments)
        {
            fragment!.Span.CopyTo(joined.AsSpan(end));
            end += fragment.Length;
        }

        return joined;
    }
}
