namespace Feishu.Client.Tests.Supervision;

/// <summary>However many share a rate, come and go: no second holds more attempts than the rate, and not many fewer.</summary>
public sealed class SharedRateTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(10), Short = TimeSpan.FromSeconds(0.3);

    [Theory]
    [InlineData(100, 1)]
    [InlineData(100, 3)]
    [InlineData(100, 7)]
    [InlineData(10, 4)]
    [InlineData(3, 3)]
    public void Steady_NeverMoreThanTheRateInAnySecond(double perSecond, int processes)
    {
        var shared = new SharedRate(perSecond, new Random(1));
        for (var process = 0; process < processes; process++)
            shared.Join();

        shared.Pass(Long);

        Assert.True(shared.Peak <= perSecond, $"{shared.Peak} in a second");
        // A tenth is left for the way, and what does not divide; the first seconds go by with noticing each other.
        var whole = Math.Floor(perSecond / processes) * processes;
        Assert.True(shared.Begun >= whole / 1.1 * (Long.TotalSeconds - 3), $"{shared.Begun} in {Long}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void ProcessesComeAndGo_NeverMoreThanTheRateInAnySecond(int seed)
    {
        var chance = new Random(seed);
        var shared = new SharedRate(60, chance);
        shared.Join();
        shared.Pass(Long);
        for (var change = 0; change < 30; change++)
        {
            if (shared.Processes == 1 || (shared.Processes < 6 && chance.Next(2) == 0))
                shared.Join();
            else
                shared.Leave();
            shared.Pass(chance.Next(3) == 0 ? Short : TimeSpan.FromSeconds(chance.Next(1, 4)));
        }

        Assert.True(shared.Peak <= 60, $"{shared.Peak} in a second");
    }
}
