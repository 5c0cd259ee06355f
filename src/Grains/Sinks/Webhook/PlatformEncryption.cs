using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace FeishuOrleans.Grains.Sinks.Webhook;

/// <summary>
/// The platform's encrypted body: <c>{"encrypt":"…"}</c> around base64 of vector and AES-256-CBC (PKCS 7) with the SHA-256
/// of the Encrypt Key. Written without JSON escaping (<c>+</c> stays <c>+</c>): node's SDK verifies the signature over the
/// body as it would write it itself. Thread-safe.
/// </summary>
internal sealed class PlatformEncryption(string encryptKey)
{
    public const int VectorSize = 16;

    private readonly byte[] _key = SHA256.HashData(Encoding.UTF8.GetBytes(encryptKey));

    /// <summary>Also signs: <see cref="PlatformSignature"/>.</summary>
    public string Key { get; } = encryptKey;

    private static ReadOnlySpan<byte> Open => "{\"encrypt\":\""u8;

    private static ReadOnlySpan<byte> Close => "\"}"u8;

    /// <summary>Wraps a body.</summary>
    /// <param name="body">UTF-8 JSON.</param>
    /// <param name="vector"><see cref="VectorSize"/> bytes of chance.</param>
    public byte[] Wrap(ReadOnlySpan<byte> body, ReadOnlySpan<byte> vector)
    {
        using var aes = Aes.Create();
        aes.Key = _key;
        var sealedBody = new byte[VectorSize + aes.GetCiphertextLengthCbc(body.Length)];
        vector.CopyTo(sealedBody);
        aes.EncryptCbc(body, vector, sealedBody.AsSpan(VectorSize));

        var length = Base64.GetMaxEncodedToUtf8Length(sealedBody.Length);
        var envelope = new byte[Open.Length + length + Close.Length];
        Open.CopyTo(envelope);
        Base64.EncodeToUtf8(sealedBody, envelope.AsSpan(Open.Length), out _, out _);
        Close.CopyTo(envelope.AsSpan(Open.Length + length));
        return envelope;
    }

    /// <summary>Hides the key.</summary>
    public override string ToString() => nameof(PlatformEncryption);
}
