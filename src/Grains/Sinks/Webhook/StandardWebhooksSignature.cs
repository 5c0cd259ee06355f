using System.Security.Cryptography;
using System.Text;

namespace FeishuOrleans.Grains.Sinks.Webhook;

/// <summary>
/// <c>webhook-signature</c> (standardwebhooks.com): for each key <c>v1,</c> and base64 of HMAC-SHA256 over
/// <c>id.timestamp.body</c>, separated by spaces. Thread-safe.
/// </summary>
internal sealed class StandardWebhooksSignature(IEnumerable<byte[]> keys)
{
    private readonly byte[][] _keys = [.. keys];

    /// <param name="id"><c>webhook-id</c>.</param>
    /// <param name="timestamp"><c>webhook-timestamp</c>.</param>
    /// <param name="body">The body as sent: encrypted, when it is.</param>
    public string Compute(string id, string timestamp, ReadOnlySpan<byte> body)
    {
        var head = Encoding.UTF8.GetBytes($"{id}.{timestamp}.");
        var signatures = new string[_keys.Length];
        for (var i = 0; i < _keys.Length; i++)
        {
            using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _keys[i]);
            hash.AppendData(head);
            hash.AppendData(body);
            signatures[i] = "v1," + Convert.ToBase64String(hash.GetHashAndReset());
        }

        return string.Join(' ', signatures);
    }
}
