using FeishuOrleans.Grains.Interfaces.Webhooks;
using FeishuOrleans.Grains.Sinks.Webhook;

namespace FeishuOrleans.Grains.Tests.Sinks.Webhook;

public sealed class WebhookRegistrationTests
{
    [Theory]
    [InlineData("https://bot.example.org/events?key=1")]
    [InlineData("http://127.0.0.1:9000/")]
    [InlineData("http://[::1]:9000/x")]
    public void Explain_GoodUrl_IsNull(string url) => Assert.Null(WebhookUrl.Explain(url));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("bot.example.org")]
    [InlineData("/events")]
    [InlineData("ftp://bot.example.org")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://user:word@bot.example.org")]
    [InlineData("https://bot.example.org/#top")]
    public void Explain_BadUrl_SaysWhy(string? url) => Assert.NotEmpty(WebhookUrl.Explain(url)!);

    [Fact]
    public void Explain_EndlessUrl_SaysWhy() => Assert.NotNull(WebhookUrl.Explain("https://a/" + new string('x', WebhookUrl.MaxLength)));

    [Theory]
    [InlineData("https://bot.example.org")]
    [InlineData("http://localhost:1")]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("http://10.1.2.3")]
    [InlineData("http://172.31.0.1")]
    [InlineData("http://[fd00::1]")]
    [InlineData("http://bot")]
    [InlineData("http://bot.bots.svc.cluster.local")]
    public void Warn_EncryptedOrNear_IsNull(string url) => Assert.Null(WebhookUrl.Warn(url));

    [Theory]
    [InlineData("http://bot.example.org")]
    [InlineData("http://172.32.0.1")]
    [InlineData("http://8.8.8.8")]
    public void Warn_InClearAndFar_Warns(string url) => Assert.Contains("in clear", WebhookUrl.Warn(url), StringComparison.Ordinal);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("secret")]
    [InlineData("whsec_")]
    [InlineData("whsec_not base64!")]
    public void ExplainSecret_Bad_SaysWhyWithoutIt(string? secret)
    {
        var problem = WebhookSecret.Explain(secret);

        Assert.Contains("whsec_", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("not base64!", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Target_AsText_HidesPathAndSecrets()
    {
        var target = new WebhookTarget(new Uri("https://Bot.example.org/path?key=1"), ["whsec_c2VjcmV0"], "encrypt", "token");

        Assert.Equal("https://bot.example.org", target.ToString());
        Assert.Equal("https://bot.example.org", target.Endpoint);
    }
}
