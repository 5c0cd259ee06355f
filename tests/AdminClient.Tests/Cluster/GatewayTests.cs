using FeishuOrleans.AdminClient.Cluster;

namespace FeishuOrleans.AdminClient.Tests.Cluster;

public sealed class GatewayTests
{
    [Theory]
    [InlineData("127.0.0.1:30000", "127.0.0.1", 30000)]
    [InlineData("silo-0.silos:1", "silo-0.silos", 1)]
    [InlineData("[::1]:65535", "::1", 65535)]
    public void TryParse_Good_IsReadAndWrittenBack(string text, string host, int port)
    {
        Assert.True(Gateway.TryParse(text, out var gateway));
        Assert.Equal(new Gateway(host, port), gateway);
        Assert.Equal(text, gateway.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData(":30000")]
    [InlineData("host")]
    [InlineData("host:")]
    [InlineData("host:0")]
    [InlineData("host:65536")]
    [InlineData("host:-1")]
    [InlineData("host:+1")]
    [InlineData("host: 1")]
    [InlineData("::1:30000")]
    [InlineData("http://host:30000")]
    [InlineData("a b:30000")]
    public void TryParse_Bad_IsRefused(string text) => Assert.False(Gateway.TryParse(text, out _));
}
