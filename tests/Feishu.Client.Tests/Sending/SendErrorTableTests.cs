using Feishu.Client.OpenApi;
using Feishu.Client.Sending;

namespace Feishu.Client.Tests.Sending;

public class SendErrorTableTests
{
    [Theory]
    [InlineData(230002L, 400, SendFailure.BotNotInChat, "None")]
    [InlineData(230020L, 400, SendFailure.RateLimited, "Chat")]
    [InlineData(99991400L, 429, SendFailure.RateLimited, "App")]
    [InlineData(11232L, 400, SendFailure.RateLimited, "App")]
    [InlineData(230049L, 400, SendFailure.NoAnswer, "Chat")]
    [InlineData(99991663L, 400, SendFailure.TokenRefused, "None")]
    [InlineData(10014L, 200, SendFailure.TokenRefused, "None")]
    [InlineData(777L, 400, SendFailure.Refused, "None")]
    [InlineData(777L, 429, SendFailure.RateLimited, "App")]
    [InlineData(777L, 500, SendFailure.NoAnswer, "Chat")]
    [InlineData(230002L, 500, SendFailure.BotNotInChat, "None")]
    [InlineData(null, 502, SendFailure.NoAnswer, "Chat")]
    [InlineData(null, 429, SendFailure.RateLimited, "App")]
    [InlineData(null, null, SendFailure.NoAnswer, "Chat")]
    public void Judge_CodeAndStatus_GiveFailureAndWhoWaits(long? code, int? status, SendFailure failure, string scope)
    {
        var exception = new OpenApiException("some text that says 230020", code) { HttpStatus = status };

        Assert.Equal((failure, scope), (SendErrorTable.Judge(exception), SendErrorTable.Retry(exception).ToString()));
    }

    [Fact]
    public void Failures_Always_HaveAdvice() =>
        Assert.All(Enum.GetValues<SendFailure>(), failure => Assert.NotEmpty(SendAdvice.For(failure)));
}
