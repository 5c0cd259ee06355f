using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Feishu.Client.Sending;

/// <summary>The key the platform recognises a repetition by (protocol notes, section 7.5).</summary>
internal static class MessageUuid
{
    private const int HashBytes = 24;

    /// <summary>
    /// A hash of app, target and the caller's key, so that one key may be used for several chats, and two apps never meet.
    /// </summary>
    public static string Of(FeishuAccount account, MessageTarget target, string key)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in (string[])[account.AppId, .. PartsOf(target), key])
            Append(hash, part);
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, HashBytes));
    }

    private static string[] PartsOf(MessageTarget target) => target switch
    {
        SendTo to => [MessageRequest.NameOf(to.Type), to.Id],
        ReplyTo to => ["reply", to.MessageId],
        _ => throw new ArgumentOutOfRangeException(nameof(target), target, "A target without a name."),
    };

    /// <summary>Each part with its length, so that no two lists of parts read the same.</summary>
    private static void Append(IncrementalHash hash, string part)
    {
        var bytes = Encoding.UTF8.GetBytes(part);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
