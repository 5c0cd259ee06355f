using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace FeishuOrleans.Grains.Secrets;

/// <summary>
/// Seals texts for storage with AES-256-GCM. A sealed text is <c>v1:keyId:nonce:data+tag</c>, the last two
/// base64url, with service, account and field as associated data: it opens only where it was put.
/// </summary>
internal sealed class SecretSealer(MasterKeyRing keys, IOptions<ClusterOptions> cluster)
{
    private const string Version = "v1";
    private const int NonceSize = 12;
    private const int TagSize = 16;

    private readonly SealingKey _current = new(keys.Current);
    private readonly SealingKey? _other = keys.Other is { } other ? new(other) : null;

    /// <summary>Names the key that seals.</summary>
    public string KeyId => _current.Id;

    public string Seal(string account, string field, string clear)
    {
        var text = Encoding.UTF8.GetBytes(clear);
        var nonce = RandomNumberGenerator.GetBytes(NonceSize);
        var box = new byte[text.Length + TagSize];
        using var aes = new AesGcm(_current.ForSealing, TagSize);
        aes.Encrypt(nonce, text, box.AsSpan(0, text.Length), box.AsSpan(text.Length), PlaceOf(account, field));
        CryptographicOperations.ZeroMemory(text);
        return $"{Version}:{_current.Id}:{Base64Url.EncodeToString(nonce)}:{Base64Url.EncodeToString(box)}";
    }

    public UnsealResult Unseal(string account, string field, string sealedText)
    {
        if (sealedText.Split(':') is not [Version, var keyId, var nonceText, var boxText])
            return UnsealResult.Failed("it is not in the form this version writes");
        if (Find(keyId) is not { } key)
            return UnsealResult.Failed($"it was sealed with master key {keyId}, this silo has {keys}");
        if (!TryDecode(nonceText, out var nonce) || nonce.Length != NonceSize || !TryDecode(boxText, out var box) || box.Length < TagSize)
            return UnsealResult.Failed("it is damaged");
        return Open(key, nonce, box, PlaceOf(account, field));
    }

    /// <summary>Whether a text was sealed with the key that seals now.</summary>
    public bool IsCurrent(string sealedText) => sealedText.StartsWith($"{Version}:{_current.Id}:", StringComparison.Ordinal);

    /// <summary>A value that is equal for equal texts and tells nothing of them without the master key.</summary>
    public string Fingerprint(string text) => Fingerprint(_current, text);

    /// <summary>The fingerprint under the other key; null without one.</summary>
    public string? OtherFingerprint(string text) => _other is null ? null : Fingerprint(_other, text);

    private SealingKey? Find(string keyId) => keyId == _current.Id ? _current : keyId == _other?.Id ? _other : null;

    private static string Fingerprint(SealingKey key, string text) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(key.ForFingerprints, Encoding.UTF8.GetBytes(text)));

    private static UnsealResult Open(SealingKey key, byte[] nonce, byte[] box, byte[] place)
    {
        var text = new byte[box.Length - TagSize];
        using var aes = new AesGcm(key.ForSealing, TagSize);
        try
        {
            aes.Decrypt(nonce, box.AsSpan(0, text.Length), box.AsSpan(text.Length), text, place);
        }
        catch (AuthenticationTagMismatchException)
        {
            return UnsealResult.Failed("it was changed, or belongs to another service, account or field");
        }
        return UnsealResult.Opened(Encoding.UTF8.GetString(text));
    }

    private byte[] PlaceOf(string account, string field) =>
        Encoding.UTF8.GetBytes($"{cluster.Value.ServiceId}|{account}|{field}");

    private static bool TryDecode(string text, out byte[] bytes)
    {
        bytes = Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : [];
        return bytes.Length > 0;
    }
}
