using System.Security.Cryptography;
using System.Text;

namespace FeishuOrleans.Grains.Secrets;

/// <summary>The key that seals every secret in storage. All silos of a cluster have the same one.</summary>
public sealed class MasterKey
{
    /// <summary>Bytes of a key.</summary>
    public const int Size = 32;

    private readonly byte[] _bytes;

    /// <summary>A key from its bytes.</summary>
    /// <exception cref="ArgumentException">Not exactly <see cref="Size"/> bytes.</exception>
    public MasterKey(ReadOnlySpan<byte> key)
    {
        if (key.Length != Size)
            throw new ArgumentException($"A master key has {Size} bytes, not {key.Length}.", nameof(key));
        _bytes = key.ToArray();
        Id = Convert.ToHexStringLower(Derive("id", 4));
    }

    /// <summary>Names the key without telling it: eight hexadecimal digits.</summary>
    public string Id { get; }

    /// <summary>A new random key.</summary>
    public static MasterKey Generate() => new(RandomNumberGenerator.GetBytes(Size));

    /// <summary>The key as it is configured: base64 of its bytes.</summary>
    public string ToBase64() => Convert.ToBase64String(_bytes);

    /// <summary>Reads <see cref="ToBase64"/>; null when it is anything but base64 of exactly <see cref="Size"/> bytes.</summary>
    public static MasterKey? TryParse(string? base64)
    {
        Span<byte> decoded = stackalloc byte[Size + 1];
        return base64 is not null && Convert.TryFromBase64String(base64.Trim(), decoded, out var length) && length == Size
            ? new MasterKey(decoded[..length])
            : null;
    }

    /// <summary>Names the key, hides it.</summary>
    public override string ToString() => Id;

    /// <summary>A key for one purpose, so that no key is ever used in two ways.</summary>
    internal byte[] Derive(string purpose, int length = Size) =>
        HKDF.Expand(HashAlgorithmName.SHA256, _bytes, length, Encoding.UTF8.GetBytes($"feishu-orleans/{purpose}/v1"));
}
