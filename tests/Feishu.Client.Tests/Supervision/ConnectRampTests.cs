using Feishu.Client.Supervision;
using Microsoft.Extensions.Time.Testing;

namespace Feishu.Client.Tests.Supervision;

public class ConnectRampTests
{
    [Fact]
    public void Reserve_ManyAtOnce_SpreadsThemEvenly()
    {
        var ramp = new ConnectRamp(100, new FakeTimeProvider());

        var slots = Enumerable.Range(0, 5).Select(_ => ramp.Reserve().TotalMilliseconds);

        Assert.Equal([0, 10, 20, 30, 40], slots);
    }

    [Fact]
    public void Reserve_AfterAPause_SavesNothingUp()
    {
        var time = new FakeTimeProvider();
        var ramp = new ConnectRamp(100, time);
        ramp.Reserve();

        time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal([0, 10], new[] { ramp.Reserve(), ramp.Reserve() }.Select(wait => wait.TotalMilliseconds));
    }
}
