using System.Security.Cryptography;
using System.Text;

namespace FeishuOrleans.Grains.Sinks.Webhook;

/// <summary>
/// <c>webhook-id</c>: the same for every delivery of an event, whichever silo sends it and however often; different for
/// different events. <c>msg_</c> and 160 bits in base32, so that it can stand in file names and URLs.
/// </summary>
internal static class WebhookId
{
    private const int Bytes = 20;
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    /// <param name="accountId">The account; has no line break, so that account and key cannot run into each other.</param>
    /// <param name="key">The event's key in the journal.</param>
    public static string Of(string accountId, string key)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{accountId}\n{key}"));
        return "msg_" + Encode(hash.AsSpan(0, Bytes));
    }

    /// <summary>Base32 of RFC 4648 in lower case; whole groups of five bytes need no padding.</summary>
    private static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length / 5 * 8);
        var (bits, count) = (0, 0);
        foreach (var part in bytes)
        {
            (bits, count) = ((bits << 8) | part, count + 8);
            for (; count >= 5; count -= 5)
                text.Append(Alphabet[(bits >> (count - 5)) & 31]);
            bits &= (1 << count) - 1;
        }

        return text.ToString();
    }
}
