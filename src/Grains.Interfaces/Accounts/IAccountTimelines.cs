namespace FeishuOrleans.Grains.Interfaces.Accounts;

/// <summary>What happened to accounts lately. The key is 0; the grain is a stateless reader over the silos.</summary>
[Alias("feishu.IAccountTimelines")]
[GrainInterfaceType("feishu.account-timelines")]
public interface IAccountTimelines : IGrainWithIntegerKey
{
    /// <summary>The account's latest changes of phase, newest first. Kept in the memory of the silos on which they happened:
    /// what happened on a silo that is gone is not among them.</summary>
    [Alias("Read")]
    Task<PhaseChange[]> ReadAsync(string accountId);
}
