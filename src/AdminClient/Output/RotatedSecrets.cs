using FeishuOrleans.Grains.Interfaces.Secrets;

namespace FeishuOrleans.AdminClient.Output;

/// <summary>What came of sealing secrets anew, for programs.</summary>
/// <param name="KeyId">Names the master key.</param>
/// <param name="Accounts">Accounts there are.</param>
/// <param name="Resealed">Of these, those that were sealed with another key.</param>
/// <param name="Failures">Of these, those that could not be sealed.</param>
/// <param name="Complete">Whether nothing is sealed with another key any more.</param>
internal sealed record RotatedSecrets(string KeyId, int Accounts, int Resealed, ResealFailure[] Failures, bool Complete)
{
    /// <summary>For people.</summary>
    public string Text => string.Join('\n', Failures
        .Select(static failure => $"{failure.AccountId}: {failure.Problem}")
        .Append($"{Accounts} accounts, {Resealed} of them sealed anew with master key {KeyId}.")
        .Append(Complete
            ? "Nothing is sealed with another key any more: take Secrets:OtherMasterKey out of the configuration at the next restart."
            : $"{Failures.Length} could not be sealed: mend or remove them, then repeat this. Keep Secrets:OtherMasterKey until then."));
}
