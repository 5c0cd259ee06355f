using System.Buffers;
using System.IO.Pipelines;
using System.Security.Cryptography;
using System.Text;

namespace FeishuOrleans.Grains.Interfaces.Gateway;

/// <summary>
/// What client and gateway say to each other before the first byte of Orleans. The key itself is never sent.
/// <code>
/// client   hello    mark 8 | nonce 32
/// gateway  answer   mark 8 | GateAnswer 1 | nonce 32
/// client   proof    HMAC-SHA256(key, "client" | both nonces) 32
/// gateway  verdict  GateAnswer 1 | HMAC-SHA256(key, "gateway" | both nonces) 32
/// </code>
/// The client proves first: whoever only connects learns nothing that a key could be guessed from.
/// </summary>
internal static class KeyExchange
{
    public const int NonceSize = 32;
    public const int HelloSize = MarkSize + NonceSize;
    public const int AnswerSize = MarkSize + 1 + NonceSize;
    public const int ProofSize = HMACSHA256.HashSizeInBytes;
    public const int VerdictSize = 1 + ProofSize;

    /// <summary>Orleans begins with a length of a few hundred: as a length, these four bytes are over a thousand million.</summary>
    public const int ShortestBeginning = 4;

    private const int MarkSize = 8;

    /// <summary>Both sides go by the clock, so that neither holds a connection of the other for long.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private static ReadOnlySpan<byte> Mark => "FEISHUK1"u8;

    public static bool BeginsHello(ReadOnlySpan<byte> bytes) => bytes.StartsWith(Mark[..ShortestBeginning]);

    public static byte[] Hello(ReadOnlySpan<byte> nonce) => [.. Mark, .. nonce];

    /// <summary>The client's nonce; null when this is no hello of this version.</summary>
    public static byte[]? ReadHello(ReadOnlySpan<byte> hello) => hello.Length == HelloSize && hello.StartsWith(Mark) ? hello[MarkSize..].ToArray() : null;

    public static byte[] Answer(GateAnswer answer, ReadOnlySpan<byte> nonce) => [.. Mark, (byte)answer, .. nonce];

    /// <summary>The gateway's word and nonce; null when this is no answer of this version.</summary>
    public static (GateAnswer Answer, byte[] Nonce)? ReadAnswer(ReadOnlySpan<byte> answer) =>
        answer.Length == AnswerSize && answer.StartsWith(Mark) ? ((GateAnswer)answer[MarkSize], answer[(MarkSize + 1)..].ToArray()) : null;

    public static byte[] ProofOfClient(string key, byte[] clientNonce, byte[] gatewayNonce) => Prove(key, "client"u8, clientNonce, gatewayNonce);

    public static byte[] ProofOfGateway(string key, byte[] clientNonce, byte[] gatewayNonce) => Prove(key, "gateway"u8, clientNonce, gatewayNonce);

    public static byte[] NewNonce() => RandomNumberGenerator.GetBytes(NonceSize);

    /// <summary>Reads exactly this many bytes and nothing behind them; fewer at the end of the connection.</summary>
    public static async Task<byte[]> ReadAsync(PipeReader input, int size, CancellationToken cancellation)
    {
        var read = await input.ReadAtLeastAsync(size, cancellation);
        var part = read.Buffer.Slice(0, Math.Min(size, read.Buffer.Length));
        var bytes = part.ToArray();
        input.AdvanceTo(part.End);
        return bytes;
    }

    private static byte[] Prove(string key, ReadOnlySpan<byte> who, byte[] clientNonce, byte[] gatewayNonce) =>
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), (byte[])[.. who, .. clientNonce, .. gatewayNonce]);
}
