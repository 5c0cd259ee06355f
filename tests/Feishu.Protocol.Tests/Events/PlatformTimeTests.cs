using System.Globalization;
using Feishu.Protocol.Events;

namespace Feishu.Protocol.Tests.Events;

public sealed class PlatformTimeTests
{
    [Theory]
    [InlineData("1608725989", "2020-12-23T12:19:49.0000000Z")]
    [InlineData("1608725989000", "2020-12-23T12:19:49.0000000Z")]
    [InlineData("1608725989123", "2020-12-23T12:19:49.1230000Z")]
    [InlineData("1608725989123456", "2020-12-23T12:19:49.1234560Z")]
    [InlineData("1502199207.7171419", "2017-08-08T13:33:27.0000000Z")]
    [InlineData("1", "1970-01-01T00:00:01.0000000Z")]
    [InlineData("253402300799999999", "9999-12-31T23:59:59.9999990Z")]
    public void Parse_AnyUnit_IsFoundByLength(string text, string expected) => Assert.Equal(
        expected,
        PlatformTime.Parse(text)?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-1608725989")]
    [InlineData("soon")]
    [InlineData(" 1608725989")]
    [InlineData(".5")]
    [InlineData("253402300800000000")]
    [InlineData("9223372036854775807")]
    [InlineData("99999999999999999999")]
    public void Parse_NotATime_IsNull(string text) => Assert.Null(PlatformTime.Parse(text));
}
