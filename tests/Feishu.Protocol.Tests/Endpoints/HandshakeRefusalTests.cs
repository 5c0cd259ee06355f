using Feishu.Protocol.Endpoints;

namespace Feishu.Protocol.Tests.Endpoints;

public sealed class HandshakeRefusalTests
{
    [Fact]
    public void FromHeaders_AllThere_ReadsThem()
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["handshake-status"] = "514",
            ["handshake-msg"] = "auth failed\r\nfake: line",
            ["handshake-autherrcode"] = "1000040350",
        };

        var refusal = HandshakeRefusal.FromHeaders(400, headers.GetValueOrDefault);

        Assert.Equal(new HandshakeRefusal(400, EndpointCode.AuthFailed, "auth failed  fake: line", EndpointCode.OverLimit), refusal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("forbidden")]
    [InlineData("99999999999999999999")]
    public void FromHeaders_NoUsableNumber_IsNull(string? value)
    {
        var refusal = HandshakeRefusal.FromHeaders(401, name => name == HandshakeHeader.Message ? null : value);

        Assert.Equal(new HandshakeRefusal(401, null, "", null), refusal);
    }
}
