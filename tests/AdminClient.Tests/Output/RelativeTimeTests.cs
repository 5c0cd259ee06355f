using FeishuOrleans.AdminClient.Output;

namespace FeishuOrleans.AdminClient.Tests.Output;

public sealed class RelativeTimeTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Theory]
    [InlineData(-5, "0 s")]
    [InlineData(0, "0 s")]
    [InlineData(0.9, "0 s")]
    [InlineData(12, "12 s")]
    [InlineData(119.9, "119 s")]
    [InlineData(120, "2 min")]
    [InlineData(7199, "119 min")]
    [InlineData(7200, "2 h")]
    [InlineData(172799, "47 h")]
    [InlineData(172800, "2 d")]
    public void Ago_AnySpan_IsOneUnit(double seconds, string expected) =>
        Assert.Equal(expected + " ago", RelativeTime.Ago(Now.AddSeconds(-seconds), Now));

    [Fact]
    public void In_TimeAhead_SaysHowLong() => Assert.Equal("in 6 s", RelativeTime.In(Now.AddSeconds(6.5), Now));

    [Fact]
    public void Any_NoTime_IsADash() => Assert.Equal(("-", "-"), (RelativeTime.Ago(null, Now), RelativeTime.In(null, Now)));
}
