using System.Net;
using FeishuOrleans.Grains.Sinks.Webhook.Addresses;

namespace FeishuOrleans.Grains.Tests.Sinks.Webhook;

public sealed class AddressTests
{
    [Theory]
    [InlineData("169.254.169.254", "link-local")]
    [InlineData("169.254.170.2", "link-local")]
    [InlineData("::ffff:169.254.169.254", "link-local")]
    [InlineData("::169.254.169.254", "link-local")]
    [InlineData("64:ff9b::a9fe:a9fe", "link-local")]
    [InlineData("2002:a9fe:a9fe::1", "link-local")]
    [InlineData("fe80::1", "link-local")]
    [InlineData("fe80::1%1", "link-local")]
    [InlineData("fec0::1", "link-local")]
    [InlineData("100.100.100.200", "cloud metadata")]
    [InlineData("::ffff:100.100.100.200", "cloud metadata")]
    [InlineData("168.63.129.16", "cloud metadata")]
    [InlineData("fd00:ec2::254", "cloud metadata")]
    [InlineData("fd20:ce::254", "cloud metadata")]
    [InlineData("0.0.0.0", "no single host")]
    [InlineData("0.1.2.3", "no single host")]
    [InlineData("::", "no single host")]
    [InlineData("::ffff:0.0.0.1", "no single host")]
    [InlineData("224.0.0.1", "no single host")]
    [InlineData("239.255.255.250", "no single host")]
    [InlineData("255.255.255.255", "no single host")]
    [InlineData("ff02::1", "no single host")]
    public void Explain_Forbidden_SaysWhich(string address, string kind) =>
        Assert.Equal("address refused: " + kind, ForbiddenAddresses.Explain(IPAddress.Parse(address)));

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("10.0.0.1")]
    [InlineData("192.168.1.1")]
    [InlineData("100.64.0.1")]
    [InlineData("fd12:3456::1")]
    [InlineData("8.8.8.8")]
    [InlineData("2606:4700::1111")]
    public void Explain_HostsOfOperators_IsNull(string address) => Assert.Null(ForbiddenAddresses.Explain(IPAddress.Parse(address)));

    [Theory]
    [InlineData(null, "anything", true)]
    [InlineData("", "anything", true)]
    [InlineData("bot.example.org", "Bot.Example.org.", true)]
    [InlineData("bot.example.org", "other.example.org", false)]
    [InlineData("*.example.org", "a.b.example.org", true)]
    [InlineData("*.example.org", "example.org", false)]
    [InlineData("*.example.org", ".example.org", false)]
    [InlineData("*.example.org", "badexample.org", false)]
    [InlineData("a, 127.0.0.1 ,[::1]", "::1", true)]
    [InlineData("a,127.0.0.1", "127.0.0.1", true)]
    [InlineData("a,127.0.0.1", "127.0.0.2", false)]
    public void Allows_List_DecidesByExactName(string? list, string host, bool allowed) =>
        Assert.Equal(allowed, AllowedHosts.Parse(list).Allows(host));

    [Theory]
    [InlineData("https://bot.example.org")]
    [InlineData("bot.example.org:8080")]
    [InlineData("a,*")]
    [InlineData("bot.*.org")]
    public void AllowedHosts_NoHost_NamesIt(string list) =>
        Assert.Contains(list.Split(',')[^1], AllowedHosts.Explain(list), StringComparison.Ordinal);
}
