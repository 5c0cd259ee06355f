using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Silo.Api.Problems;

namespace FeishuOrleans.Silo.Api.Accounts;

/// <summary>What an account answered, over HTTP.</summary>
internal static class AccountAnswers
{
    /// <summary>200 with the status, 204 after a removal, or the problem.</summary>
    public static IResult ToResult(this AccountReply reply) => reply switch
    {
        { Refusal: { } refusal } => refusal.ToResult(),
        { Status: { } status } => TypedResults.Ok(status),
        _ => TypedResults.NoContent(),
    };

    public static ProblemResult ToResult(this AccountRefusal refusal) => new(ApiProblems.Of(refusal.Kind), refusal.Message);
}
