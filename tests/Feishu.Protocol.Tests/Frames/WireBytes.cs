using System.Text;

namespace Feishu.Protocol.Tests.Frames;

/// <summary>Writes protobuf by hand, so that the codec is not tested against itself, and so that it can be wrong on purpose.</summary>
internal sealed class WireBytes
{
    private readonly List<byte> _bytes = [];

    /// <summary>The four required fields.</summary>
    public static WireBytes Required() => new WireBytes().Raw(0x08).Varint(0).Raw(0x10).Varint(0).Raw(0x18).Varint(0).Raw(0x20).Varint(1);

    public WireBytes Raw(params byte[] bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    public WireBytes Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            _bytes.Add((byte)(value | 0x80));
        _bytes.Add((byte)value);
        return this;
    }

    public WireBytes LengthDelimited(byte tag, ReadOnlySpan<byte> content)
    {
        _bytes.Add(tag);
        Varint((ulong)content.Length);
        _bytes.AddRange(content);
        return this;
    }

    public WireBytes Header(string key, string value) => LengthDelimited(
        0x2A,
        new WireBytes().LengthDelimited(0x0A, Encoding.UTF8.GetBytes(key)).LengthDelimited(0x12, Encoding.UTF8.GetBytes(value)).ToArray());

    public byte[] ToArray() => [.. _bytes];
}
