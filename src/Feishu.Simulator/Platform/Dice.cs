using System.Globalization;

namespace Feishu.Simulator.Platform;

/// <summary>The injected randomness, made safe for many threads.</summary>
internal sealed class Dice(Random random)
{
    private readonly Lock _gate = new();

    public int Next(int below)
    {
        lock (_gate)
            return random.Next(below);
    }

    /// <summary>A number over the whole unsigned range of so many bits, never zero.</summary>
    public ulong NextId(int bits)
    {
        Span<byte> bytes = stackalloc byte[8];
        Fill(bytes);
        return (BitConverter.ToUInt64(bytes) >> (64 - bits)) | 1;
    }

    public string Hex(int digits)
    {
        var bytes = new byte[(digits + 1) / 2];
        Fill(bytes);
        return Convert.ToHexStringLower(bytes)[..digits];
    }

    /// <summary>A decimal number of exactly 19 digits that fits in 64 bits.</summary>
    public string NineteenDigits()
    {
        lock (_gate)
            return random.NextInt64(1_000_000_000_000_000_000, long.MaxValue).ToString(CultureInfo.InvariantCulture);
    }

    public string Uuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        Fill(bytes);
        return new Guid(bytes).ToString();
    }

    private void Fill(Span<byte> bytes)
    {
        lock (_gate)
            random.NextBytes(bytes);
    }
}
