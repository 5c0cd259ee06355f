using System.Text;
using Feishu.Protocol.Endpoints;
using Feishu.Protocol.Frames;
using FsCheck;
using FsCheck.Fluent;

namespace Feishu.Protocol.Tests.Endpoints;

public sealed class EndpointResponseTests
{
    [Fact]
    public void Parse_Success_ReadsAddressAndConfig()
    {
        var response = Parse("""
            { "code": 0, "msg": "success",
              "data": { "URL": "wss://host/ws/v2?fpid=493",
                        "ClientConfig": { "ReconnectCount": -1, "ReconnectInterval": 90, "ReconnectNonce": 25, "PingInterval": 90 } } }
            """);

        Assert.Equal(EndpointCode.Ok, response.Code);
        Assert.Equal("success", response.Message);
        Assert.Equal("wss://host/ws/v2?fpid=493", response.Url);
        Assert.Equal(
            new ClientConfigUpdate { ReconnectCount = -1, ReconnectInterval = 90, ReconnectNonce = 25, PingInterval = 90 },
            response.Config);
    }

    [Theory]
    [InlineData("""{"code":1000040346,"msg":"app_id is invalid","data":{"URL":""}}""")]
    [InlineData("""{"code":1000040346,"msg":"app_id is invalid","data":null}""")]
    [InlineData("""{"code":1000040346,"msg":"app_id is invalid","data":[]}""")]
    [InlineData("""{"code":1000040346,"msg":"app_id is invalid","data":"none"}""")]
    [InlineData("""{"code":1000040346,"msg":"app_id is invalid","data":{"URL":7,"ClientConfig":null}}""")]
    [InlineData("""{"msg":"app_id is invalid","more":{"code":1},"code":1000040346}""")]
    public void Parse_Refusal_ReadsCodeWhateverTheDataIs(string json)
    {
        var response = Parse(json);

        Assert.Equal(EndpointCode.AppIdInvalid, response.Code);
        Assert.Equal("app_id is invalid", response.Message);
        Assert.Null(response.Url);
        Assert.Null(response.Config);
    }

    [Theory]
    [InlineData("""{"code":0}""")]
    [InlineData("""{"code":0,"msg":null}""")]
    [InlineData("""{"code":0,"msg":{"text":"x"}}""")]
    public void Parse_WithoutText_HasEmptyMessage(string json) => Assert.Equal("", Parse(json).Message);

    [Theory]
    [InlineData("")]
    [InlineData("404 page not found")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"code":"0"}""")]
    [InlineData("""{"code":null}""")]
    [InlineData("""{"code":0,"data":{"URL":"wss://""")]
    [InlineData("""{"code":0}{"code":0}""")]
    [InlineData("""{"code":0,"msg":"\ud800"}""")]
    public void Parse_NotTheDocumentedJson_Throws(string json) => Assert.Throws<EndpointFormatException>(() => Parse(json));

    [Fact]
    public void Parse_TooLong_Throws() =>
        Assert.Throws<EndpointFormatException>(() => Parse(new string(' ', ProtocolLimits.MaxEndpointResponseBytes) + """{"code":0}"""));

    [Fact]
    public void Parse_LongTextWithLineBreaks_IsOneLineOfBoundedLength()
    {
        var response = Parse($$"""{"code":1,"msg":"first\nsecond\u001b[31m{{new string('x', 1000)}}"}""");

        Assert.StartsWith("first second [31m", response.Message, StringComparison.Ordinal);
        Assert.Equal(ProtocolLimits.MaxMessageTextLength, response.Message.Length);
    }

    [Fact]
    public void ToJson_Parsed_GivesTheSameResponse()
    {
        var response = new EndpointResponse
        {
            Code = 0,
            Message = "success",
            Url = "ws://127.0.0.1:1/ws/v2?fpid=1&ticket=t",
            Config = new ClientConfigUpdate { PingInterval = 1 },
        };

        Assert.Equal(response, EndpointResponse.Parse(response.ToJson()));
    }

    [Fact]
    public void ToString_WithAddress_HidesIt() =>
        Assert.DoesNotContain("ticket", new EndpointResponse { Code = 0, Url = "ws://h/?ticket=t" }.ToString(), StringComparison.Ordinal);

    [Fact]
    public void Parse_AnyBytes_GivesResponseOrTypedError() => Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes =>
    {
        try
        {
            return EndpointResponse.Parse(bytes) is not null;
        }
        catch (EndpointFormatException)
        {
            return true;
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    private static EndpointResponse Parse(string json) => EndpointResponse.Parse(Encoding.UTF8.GetBytes(json));
}
