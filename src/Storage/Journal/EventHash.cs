using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using FeishuOrleans.Grains.Journal;

namespace FeishuOrleans.Storage.Journal;

/// <summary>What deduplication compares: the SHA-256 of account and event key, cut to 16 bytes. Stored, so it does not change.</summary>
internal readonly record struct EventHash(UInt128 Value)
{
    public const int Size = 16;

    public static EventHash Of(JournalEntry entry)
    {
        Span<byte> hash = stackalloc byte[Size];
        Write(entry, hash);
        return new EventHash(BinaryPrimitives.ReadUInt128BigEndian(hash));
    }

    public static EventHash Read(ReadOnlySpan<byte> hash) => new(BinaryPrimitives.ReadUInt128BigEndian(hash));

    /// <summary>The same without a number in between.</summary>
    public static void Write(JournalEntry entry, Span<byte> hash)
    {
        // No account id contains a line break, so account and key cannot run into each other.
        Span<byte> text = stackalloc byte[Encoding.UTF8.GetMaxByteCount(entry.AccountId.Length + entry.Key.Length + 1)];
        var length = Encoding.UTF8.GetBytes(entry.AccountId, text);
        text[length++] = (byte)'\n';
        length += Encoding.UTF8.GetBytes(entry.Key, text[length..]);
        Span<byte> whole = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text[..length], whole);
        whole[..Size].CopyTo(hash);
    }

    public byte[] ToBytes()
    {
        var bytes = new byte[Size];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, Value);
        return bytes;
    }

    /// <summary>32 hexadecimal digits.</summary>
    public override string ToString() => Value.ToString("x32", null);
}
