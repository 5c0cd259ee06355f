using System.Text;
using Feishu.Protocol.Endpoints;

namespace Feishu.Protocol.Tests.Endpoints;

public sealed class EndpointRequestTests
{
    private static readonly EndpointRequest Request = new("cli_0123456789abcdef", "s\"e\\cret/+&");

    [Fact]
    public void ToJson_PascalCaseFields_EscapesTheSecret()
    {
        var json = Encoding.UTF8.GetString(Request.ToJson());

        Assert.StartsWith("""{"AppID":"cli_0123456789abcdef","AppSecret":""", json, StringComparison.Ordinal);
        Assert.Equal(Request, EndpointRequest.Parse(Encoding.UTF8.GetBytes(json)));
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"AppID":null,"AppSecret":{"a":1}}""")]
    [InlineData("""{"appid":"x","app_secret":"y"}""")]
    public void Parse_FieldsMissing_AreEmpty(string json) =>
        Assert.Equal(new EndpointRequest("", ""), EndpointRequest.Parse(Encoding.UTF8.GetBytes(json)));

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"AppID\":")]
    [InlineData("{} x")]
    public void Parse_NotAnObject_Throws(string json) =>
        Assert.Throws<EndpointFormatException>(() => EndpointRequest.Parse(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void ToString_WithSecret_HidesIt() => Assert.DoesNotContain("cret", Request.ToString(), StringComparison.Ordinal);
}
