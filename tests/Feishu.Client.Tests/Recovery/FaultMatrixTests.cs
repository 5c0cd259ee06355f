namespace Feishu.Client.Tests.Recovery;

/// <summary>Every fault in every state in which it can hit: connected again within what the options allow.</summary>
[Collection(nameof(RecoveryRuns))]
public sealed class FaultMatrixTests(FaultMatrix matrix) : IClassFixture<FaultMatrix>
{
    public static TheoryData<string, HitState> Pairs => FaultMatrix.Pairs;

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task Fault_InAnyState_IsOvercomeWithinItsBound(string fault, HitState state)
    {
        // Every wait inside a case is bounded and says what it waited for.
        var result = await matrix.ResultAsync(fault, state);

        Assert.True(result.Took is null || result.Took <= result.Bound, $"took {result.Took}, bound {result.Bound}");
    }
}
