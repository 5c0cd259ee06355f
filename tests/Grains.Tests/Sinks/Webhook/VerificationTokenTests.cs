using System.Text;
using FeishuOrleans.Grains.Sinks.Webhook;

namespace FeishuOrleans.Grains.Tests.Sinks.Webhook;

public sealed class VerificationTokenTests
{
    /// <summary>Body before, body after; the token is <c>t"k</c>.</summary>
    public static TheoryData<string, string> Filled => new()
    {
        {
            "{ \"schema\" : \"2.0\",\r\n \"header\":{ \"token\" :\t\"\" , \"x\":1.50},\"event\":{\"token\":\"\",\"t\":\"\\u4f60/你\"} }\n",
            "{ \"schema\" : \"2.0\",\r\n \"header\":{ \"token\" :\t\"t\\\"k\" , \"x\":1.50},\"event\":{\"token\":\"\",\"t\":\"\\u4f60/你\"} }\n"
        },
        {
            """{"uuid":"u","token":"","event":{"type":"p2p_chat_create","token":""}}""",
            """{"uuid":"u","token":"t\"k","event":{"type":"p2p_chat_create","token":""}}"""
        },
        {
            """{"event":{},"header":{"token":""},"token":"","schema":"2.0"}""",
            """{"event":{},"header":{"token":"t\"k"},"token":"","schema":"2.0"}"""
        },
    };

    [Theory]
    [MemberData(nameof(Filled))]
    public void Fill_EmptyToken_ChangesNothingElse(string before, string after) =>
        Assert.Equal(after, Fill(before, "t\"k"));

    [Theory]
    [InlineData("""{"schema":"2.0","header":{"token":"own"},"event":{"token":""}}""")]
    [InlineData("""{"schema":"2.0","header":{"event_id":"e"},"event":{"token":""}}""")]
    [InlineData("""{"schema":"2.0","header":{"token":null}}""")]
    [InlineData("""{"schema":"2.0","header":[{"token":""}]}""")]
    [InlineData("""{"event":{"token":""}}""")]
    [InlineData("""[{"token":""}]""")]
    [InlineData("{\"token\":\"\"")]
    [InlineData("""{"token":"",}""")]
    [InlineData("not JSON")]
    [InlineData("")]
    public void Fill_NoEmptyTokenOfTheEnvelope_LeavesEveryByte(string body) => Assert.Equal(body, Fill(body, "token"));

    [Fact]
    public void Fill_TokenBesideText_IsNotEscapedMoreThanJsonDemands() =>
        Assert.Equal("""{"token":"你+&'<"}""", Fill("""{"token":""}""", "你+&'<"));

    private static string Fill(string body, string token) =>
        Encoding.UTF8.GetString(VerificationToken.Fill(Encoding.UTF8.GetBytes(body), token).Span);
}
