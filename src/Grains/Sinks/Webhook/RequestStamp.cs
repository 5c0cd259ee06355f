using System.Security.Cryptography;

namespace FeishuOrleans.Grains.Sinks.Webhook;

/// <summary>What differs between two requests of the same content: time and chance.</summary>
/// <param name="Now">When it is sent.</param>
/// <param name="Nonce">Makes the platform's signature unique.</param>
/// <param name="Vector">Initialisation vector of the encryption, 16 bytes.</param>
internal readonly record struct RequestStamp(DateTimeOffset Now, string Nonce, ReadOnlyMemory<byte> Vector)
{
    public static RequestStamp Of(DateTimeOffset now) =>
        new(now, RandomNumberGenerator.GetHexString(16, lowercase: true), RandomNumberGenerator.GetBytes(PlatformEncryption.VectorSize));
}
