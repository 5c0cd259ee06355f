using FeishuOrleans.Grains.Interfaces.Accounts;
using Orleans.Concurrency;

namespace FeishuOrleans.Grains.Accounts;

/// <summary>What the service itself asks of an account. The key is the account id.</summary>
[Alias("feishu.IAccountOwner")]
[GrainInterfaceType("feishu.account-owner")]
internal interface IAccountOwner : IGrainWithStringKey
{
    /// <summary>Whether the account has, or is about to have, this app. Fails while the account cannot say.</summary>
    [AlwaysInterleave]
    [Alias("HoldsApp")]
    Task<bool> HoldsAppAsync(string appKey);

    /// <summary>Connection or delivery of this epoch changed in a way that is to be stored or acted on.</summary>
    [Alias("ConnectionChanged")]
    Task ConnectionChangedAsync(long epoch);

    /// <summary>Stores a secret that the platform has accepted, and goes on with it.</summary>
    [Alias("ReplaceSecret")]
    Task<AccountReply> ReplaceSecretAsync(SecretRotation accepted);

    /// <summary>Seals the account's secrets with the current master key, where they are not.</summary>
    [Alias("Reseal")]
    Task<AccountReseal> ResealAsync();

    /// <summary>A callback that the connection left on the silo before brought was answered there, or was not in time.</summary>
    [AlwaysInterleave]
    [Alias("CallbackEnded")]
    Task CallbackEndedAsync(long sequence, bool isAnswered);

    /// <summary>Moves the account to another silo.</summary>
    /// <returns>False when it does not live on <paramref name="from"/> or cannot move.</returns>
    [Alias("Move")]
    Task<bool> MoveAsync(SiloAddress from, SiloAddress target);
}
