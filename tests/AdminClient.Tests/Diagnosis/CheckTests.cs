using FeishuOrleans.AdminClient.Diagnosis;
using FeishuOrleans.Grains.Interfaces.Diagnosis;

namespace FeishuOrleans.AdminClient.Tests.Diagnosis;

public sealed class CheckTests
{
    private static readonly ClockGap NoGap = new(TimeSpan.Zero, TimeSpan.FromMilliseconds(5));

    [Fact]
    public void Checks_OfAGoodCluster_FindNothingToDo()
    {
        var findings = All(Checkups.Good("a"), Checkups.Good("b"));

        Assert.All(findings, static finding => Assert.Equal((FindingState.Ok, null), (finding.State, finding.Advice)));
        Assert.Equal(
            [CheckKind.Silo, CheckKind.Configuration, CheckKind.Storage, CheckKind.Clock, CheckKind.Platform],
            findings.Select(static finding => finding.Check).Distinct());
    }

    [Fact]
    public void Silos_OneSilent_IsAProblemThatNamesIt()
    {
        var finding = Assert.Single(Bad(Checkups.Good("a"), new SiloCheckup("b", "active", null, null)));

        Assert.Equal((CheckKind.Silo, FindingState.Problem, "b"), (finding.Check, finding.State, finding.Silo));
    }

    [Fact]
    public void Silos_Fenced_IsAProblemWithItsReason()
    {
        var fenced = Checkups.Good("a").With(static facts => facts with { Degradations = [new SiloDegradation(SiloDegradation.Fence, Checkups.At, "It was suspended")] });

        var finding = Assert.Single(Bad(fenced));

        Assert.Equal((CheckKind.Silo, FindingState.Problem, "It was suspended."), (finding.Check, finding.State, finding.Seen));
    }

    [Fact]
    public void Configuration_ASettingDiffers_NamesKeyAndSilos()
    {
        var other = Checkups.Good("b").With(static facts => facts with { Settings = [new SiloSetting("Dispatch:MaxAttempts", "3")] });

        var finding = Assert.Single(Bad(Checkups.Good("a"), other));

        Assert.Equal((CheckKind.Configuration, FindingState.Warning), (finding.Check, finding.State));
        Assert.Equal("Dispatch:MaxAttempts is not the same on every silo: 12 on a; 3 on b.", finding.Seen);
    }

    [Fact]
    public void Configuration_VersionAndKeyDiffer_IsAWarningEach()
    {
        var other = Checkups.Good("b").With(static facts => facts with { Version = "1.1.0", KeyId = "k2" });

        var findings = Bad(Checkups.Good("a"), other);

        Assert.Equal(
            ["The silos run different versions: 1.0.0 on a; 1.1.0 on b.", "The silos seal secrets with different master keys: k1 on a; k2 on b."],
            findings.Select(static finding => finding.Seen));
    }

    [Theory]
    [InlineData(10, null, nameof(FindingState.Ok))]
    [InlineData(900, null, nameof(FindingState.Warning))]
    [InlineData(2000, "database is locked", nameof(FindingState.Problem))]
    public void Storage_SlowOrFailing_IsToldSo(int milliseconds, string? problem, string expected)
    {
        var silo = Checkups.Good("a").With(facts => facts with { Storage = [new StorageCheck("journal", TimeSpan.FromMilliseconds(milliseconds), problem)] });

        var finding = Assert.Single(StorageChecks.Of(Checkups.Cluster(silo)));

        Assert.Equal((expected, expected == nameof(FindingState.Ok)), (finding.State.ToString(), finding.Advice is null));
        Assert.Contains(problem ?? "took", finding.Seen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1_000, 0, nameof(FindingState.Ok))]
    [InlineData(-3_000, 0, nameof(FindingState.Warning))]
    [InlineData(3_000, 2_000, nameof(FindingState.Ok))]
    [InlineData(90_000, 500, nameof(FindingState.Problem))]
    public void Clock_OfASilo_CountsWhatIsCertain(int ahead, int uncertainty, string expected)
    {
        var silo = Checkups.Good("a") with { Clock = new ClockGap(TimeSpan.FromMilliseconds(ahead), TimeSpan.FromMilliseconds(uncertainty)) };

        var worst = ClockChecks.Of(Checkups.Cluster(silo), NoGap).MaxBy(static finding => finding.State)!;

        Assert.Equal(expected, worst.State.ToString());
        if (ahead < 0)
            Assert.Equal("Its clock is 3.0 s behind that of the silo that asked it.", worst.Seen);
    }

    [Fact]
    public void Clock_OfThisMachine_IsNeverMoreThanAWarning()
    {
        var finding = Assert.Single(ClockChecks.Of(Checkups.Cluster(), new ClockGap(TimeSpan.FromHours(1), TimeSpan.Zero)));

        Assert.Equal((FindingState.Warning, "The cluster's clock is 3600.0 s ahead of this machine's."), (finding.State, finding.Seen));
    }

    [Theory]
    [InlineData(404, null, nameof(FindingState.Ok))]
    [InlineData(503, null, nameof(FindingState.Warning))]
    [InlineData(null, "Connection refused", nameof(FindingState.Problem))]
    public void Platform_AnyAnswer_IsReached(int? status, string? problem, string expected)
    {
        var silo = Checkups.Good("a").With(facts => facts with { Platforms = [new PlatformCheck("https://open.larksuite.com", TimeSpan.FromMilliseconds(70), status, null, problem)] });

        var finding = Assert.Single(PlatformChecks.Of(Checkups.Cluster(silo)));

        Assert.Equal(expected, finding.State.ToString());
        Assert.StartsWith("https://open.larksuite.com ", finding.Seen, StringComparison.Ordinal);
    }

    [Fact]
    public void Gap_FromFourTimes_IsHalfOfBothWays()
    {
        var asked = Checkups.At;

        // Two seconds on the way in all, and a clock that is ten seconds ahead.
        var gap = ClockGap.Between(asked, asked.AddSeconds(11), asked.AddSeconds(15), asked.AddSeconds(6));

        Assert.Equal((TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(9)), (gap.Ahead, gap.Uncertainty, gap.AtLeast));
    }

    private static Finding[] Bad(params SiloCheckup[] silos) => [.. All(silos).Where(static finding => finding.State != FindingState.Ok)];

    private static Finding[] All(params SiloCheckup[] silos)
    {
        var cluster = Checkups.Cluster(silos);
        return [.. SiloChecks.Of(cluster), .. ConfigurationChecks.Of(cluster), .. StorageChecks.Of(cluster), .. ClockChecks.Of(cluster, NoGap), .. PlatformChecks.Of(cluster)];
    }
}
