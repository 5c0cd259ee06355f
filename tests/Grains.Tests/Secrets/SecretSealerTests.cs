using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using FeishuOrleans.Grains.Secrets;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace FeishuOrleans.Grains.Tests.Secrets;

public sealed class SecretSealerTests
{
    private static readonly byte[] KeyBytes = [.. Enumerable.Range(0, MasterKey.Size).Select(static number => (byte)number)];

    private readonly SecretSealer _sealer = SealerOf(new MasterKey(KeyBytes));

    [Fact]
    public void Seal_AnyText_IsWrittenAsDocumented()
    {
        var parts = _sealer.Seal("a1", "app-secret", "a secret").Split(':');

        Assert.Equal(4, parts.Length);
        Assert.Equal("v1", parts[0]);
        Assert.Equal(new MasterKey(KeyBytes).Id, parts[1]);
        Assert.Equal("a secret", OpenByHand(parts[2], parts[3], "service|a1|app-secret"));
    }

    [Fact]
    public void Unseal_SealedByHand_GivesTheText()
    {
        var nonce = new byte[12];
        var text = Encoding.UTF8.GetBytes("飞书");
        var box = new byte[text.Length + 16];
        using (var aes = new AesGcm(SealingKey(), 16))
            aes.Encrypt(nonce, text, box.AsSpan(0, text.Length), box.AsSpan(text.Length), "service|a1|app-secret"u8);

        var result = _sealer.Unseal("a1", "app-secret",
            $"v1:{new MasterKey(KeyBytes).Id}:{Base64Url.EncodeToString(nonce)}:{Base64Url.EncodeToString(box)}");

        Assert.Equal("飞书", result.Text);
    }

    [Fact]
    public void Seal_Twice_GivesDifferentTexts() =>
        Assert.NotEqual(_sealer.Seal("a1", "app-secret", "a secret"), _sealer.Seal("a1", "app-secret", "a secret"));

    [Theory]
    [InlineData("a2", "app-secret")]
    [InlineData("a1", "other-field")]
    public void Unseal_ElsewhereThanSealed_Fails(string account, string field)
    {
        var sealedText = _sealer.Seal("a1", "app-secret", "a secret");

        Assert.Contains("belongs to another", _sealer.Unseal(account, field, sealedText).Problem!, StringComparison.Ordinal);
    }

    [Fact]
    public void Unseal_AnotherService_Fails()
    {
        var other = new SecretSealer(new MasterKeyRing(new MasterKey(KeyBytes)), Options.Create(new ClusterOptions { ServiceId = "other" }));

        Assert.False(other.Unseal("a1", "app-secret", _sealer.Seal("a1", "app-secret", "a secret")).IsOpen);
    }

    [Fact]
    public void Unseal_AnotherKey_FailsAndNamesBoth()
    {
        var otherKey = MasterKey.Generate();

        var problem = SealerOf(otherKey).Unseal("a1", "app-secret", _sealer.Seal("a1", "app-secret", "a secret")).Problem!;

        Assert.Contains(otherKey.Id, problem, StringComparison.Ordinal);
        Assert.Contains(new MasterKey(KeyBytes).Id, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Unseal_AnyCharacterChanged_FailsWithoutException()
    {
        var sealedText = _sealer.Seal("a1", "app-secret", "a secret");

        for (var at = 0; at < sealedText.Length; at++)
        {
            var changed = sealedText.ToCharArray();
            changed[at] = changed[at] == 'A' ? 'B' : 'A';
            // The last character of a base64 text may have bits that do not count.
            var result = _sealer.Unseal("a1", "app-secret", new string(changed));
            Assert.True(!result.IsOpen || result.Text == "a secret", $"changed at {at}");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("plain")]
    [InlineData("v2:00000000:AAAA:AAAA")]
    [InlineData("v1:::")]
    [InlineData("v1:00000000:AAAA")]
    public void Unseal_Garbage_Fails(string garbage) => Assert.False(_sealer.Unseal("a1", "app-secret", garbage).IsOpen);

    [Fact]
    public void Unseal_EveryPrefix_FailsWithoutException()
    {
        var sealedText = _sealer.Seal("a1", "app-secret", "a secret");

        for (var length = 0; length < sealedText.Length; length++)
            Assert.False(_sealer.Unseal("a1", "app-secret", sealedText[..length]).IsOpen);
    }

    [Fact]
    public void Fingerprint_SameText_IsEqualAndHidesIt()
    {
        Assert.Equal(_sealer.Fingerprint("text"), _sealer.Fingerprint("text"));
        Assert.NotEqual(_sealer.Fingerprint("text"), _sealer.Fingerprint("other"));
        Assert.NotEqual(_sealer.Fingerprint("text"), SealerOf(MasterKey.Generate()).Fingerprint("text"));
    }

    [Fact]
    public void ToString_Anything_HidesSecrets()
    {
        Assert.DoesNotContain("a secret", UnsealResult.Opened("a secret").ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(new MasterKey(KeyBytes).ToBase64(), new MasterKey(KeyBytes).ToString(), StringComparison.Ordinal);
    }

    private static SecretSealer SealerOf(MasterKey key) => new(new MasterKeyRing(key), Options.Create(new ClusterOptions { ServiceId = "service" }));

    private static byte[] SealingKey() =>
        HKDF.Expand(HashAlgorithmName.SHA256, KeyBytes, 32, "feishu-orleans/seal/v1"u8.ToArray());

    private static string OpenByHand(string nonce, string box, string place)
    {
        var bytes = Base64Url.DecodeFromChars(box);
        var text = new byte[bytes.Length - 16];
        using var aes = new AesGcm(SealingKey(), 16);
        aes.Decrypt(Base64Url.DecodeFromChars(nonce), bytes.AsSpan(0, text.Length), bytes.AsSpan(text.Length), text, Encoding.UTF8.GetBytes(place));
        return Encoding.UTF8.GetString(text);
    }
}
