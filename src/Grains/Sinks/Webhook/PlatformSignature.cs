using System.Security.Cryptography;
using System.Text;

namespace FeishuOrleans.Grains.Sinks.Webhook;

/// <summary>
/// The platform's signature of a webhook: <c>sha256(timestamp + nonce + encryptKey + body)</c> in lower-case hexadecimal
/// (open.feishu.cn, "Receive events: signature verification"; the official SDKs check exactly this).
/// </summary>
internal static class PlatformSignature
{
    public static string Compute(string timestamp, string nonce, string encryptKey, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(timestamp + nonce + encryptKey));
        hash.AppendData(body);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
