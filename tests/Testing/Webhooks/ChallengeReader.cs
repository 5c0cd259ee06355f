using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace FeishuOrleans.Testing.Webhooks;

/// <summary>Finds the platform's <c>url_verification</c> in a request, as its official handlers do.</summary>
public static class ChallengeReader
{
    private const int BlockSize = 16;

    /// <summary>Whether a body is a challenge that can be read, plain or with the key.</summary>
    public static bool TryRead(byte[] body, string? encryptKey, [NotNullWhen(true)] out string? challenge)
    {
        challenge = null;
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
                return false;
            if (root.TryGetProperty("encrypt", out var box))
                return encryptKey is not null && TryRead(Decrypt(box.GetString()!, encryptKey), null, out challenge);
            if (root.TryGetProperty("type", out var type) && type.ValueEquals("url_verification"))
                challenge = root.GetProperty("challenge").GetString();
        }
        catch (Exception bad) when (bad is JsonException or CryptographicException or FormatException)
        {
            // Not JSON, or sealed with another key: no challenge for this consumer.
            return false;
        }

        return challenge is not null;
    }

    /// <summary>Opens an encrypted body: AES-256-CBC under the key's SHA-256, the first block is the vector.</summary>
    public static byte[] Decrypt(string base64, string encryptKey)
    {
        var box = Convert.FromBase64String(base64);
        using var aes = Aes.Create();
        aes.Key = SHA256.HashData(Encoding.UTF8.GetBytes(encryptKey));
        return aes.DecryptCbc(box.AsSpan(BlockSize), box.AsSpan(0, BlockSize));
    }
}
