using System.Text;
using FeishuOrleans.Grains.Interfaces.Webhooks;
using FeishuOrleans.Grains.Sinks.Webhook;

namespace FeishuOrleans.Grains.Tests.Sinks.Webhook;

/// <summary>Golden values made by others: the platform's documentation, the Standard Webhooks libraries, openssl and Python.</summary>
public sealed class SignatureTests
{
    private static readonly byte[] Body = """{"test": 2432232314}"""u8.ToArray();

    [Fact]
    public void PlatformEncryption_SampleOfThePlatform_GivesItsBytes()
    {
        // From the platform's page on decrypting events: key "test key", text "hello world".
        var expected = "P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk=";
        var vector = Convert.FromBase64String(expected).AsSpan(0, 16);

        var envelope = new PlatformEncryption("test key").Wrap("hello world"u8, vector);

        Assert.Equal($$"""{"encrypt":"{{expected}}"}""", Encoding.UTF8.GetString(envelope));
    }

    [Fact]
    public void PlatformEncryption_SampleOfOpenssl_GivesItsBytesWithoutEscaping()
    {
        var vector = Enumerable.Range(0, 16).Select(static number => (byte)number).ToArray();

        var envelope = new PlatformEncryption("+/key").Wrap("""{"schema":"2.0","header":{"token":""}}"""u8, vector);

        Assert.Equal(
            """{"encrypt":"AAECAwQFBgcICQoLDA0OD/3a7QefMb+dNSBqAV/gwm6yMbKpaYo2Kc0r8Bh+1jfXsOXmoPDwECojULDFOpshag=="}""",
            Encoding.UTF8.GetString(envelope));
    }

    [Fact]
    public void PlatformSignature_SampleOfPython_IsTheSame()
    {
        var body = """{"encrypt":"P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk="}"""u8;

        Assert.Equal(
            "20f0b32d8b1a0744b1608bcfcf23584190cd720f9bd706adde9047c85ffb47ee",
            PlatformSignature.Compute("1700000000", "nonce", "test key", body));
    }

    [Fact]
    public void StandardWebhooks_SampleOfTheSpecification_IsTheSame()
    {
        var signature = new StandardWebhooksSignature([WebhookSecret.Decode("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]);

        Assert.Equal(
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
            signature.Compute("msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", Body));
    }

    [Fact]
    public void StandardWebhooks_TwoSecrets_SignsWithBoth()
    {
        var signature = new StandardWebhooksSignature(
            [WebhookSecret.Decode("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), "0123456789abcdef01234567"u8.ToArray()]);

        Assert.Equal(
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= v1,d5PJaLhU6hQf9TLleqdn97PBQffdITHtAOuMMHkRQ4U=",
            signature.Compute("msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", Body));
    }

    [Fact]
    public void WebhookId_SampleOfPython_IsTheSame() =>
        Assert.Equal("msg_5nlvmx7i6whf4yoogcsgce3b7iijx3ru", WebhookId.Of("sales", "message:om_1"));

    [Fact]
    public void WebhookId_OtherAccountOrKey_IsAnother() => Assert.Equal(
        4,
        new[] { ("a", "message:b"), ("a", "event:b"), ("b", "message:b"), ("a", "message:c") }.Select(static pair => WebhookId.Of(pair.Item1, pair.Item2)).Distinct().Count());
}
