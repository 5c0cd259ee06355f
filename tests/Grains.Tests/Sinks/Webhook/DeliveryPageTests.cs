using System.Reflection;
using System.Text.RegularExpressions;
using FeishuOrleans.Grains.Callbacks;
using FeishuOrleans.Grains.Sinks.Webhook;
using FeishuOrleans.Testing;

namespace FeishuOrleans.Grains.Tests.Sinks.Webhook;

/// <summary>docs/delivery.md says of the webhook what is so.</summary>
public sealed partial class DeliveryPageTests
{
    private static readonly string Page = File.ReadAllText(RepositoryRoot.File("docs/delivery.md"));

    [Fact]
    public void Headers_OfTheTable_AreThoseThatAreSent()
    {
        var sent = typeof(WebhookHeader).GetFields(BindingFlags.Public | BindingFlags.Static).Select(static name => (string)name.GetValue(null)!);

        Assert.Equal(sent.Order(), HeaderRow().Matches(Page).Select(static row => row.Groups[1].Value).Order());
    }

    [Fact]
    public void Limits_OfTheText_AreThoseOfTheCode()
    {
        Assert.Contains($"at most {WebhookHttp.MaxResponseBytes / 1024} KiB are read", Page, StringComparison.Ordinal);
        Assert.Contains($"nothing within {CallbackLimits.Patience.TotalSeconds} s", Page, StringComparison.Ordinal);
    }

    [GeneratedRegex("^\\| `((?:webhook|X)-[A-Za-z-]+)` \\|", RegexOptions.Multiline)]
    private static partial Regex HeaderRow();
}
