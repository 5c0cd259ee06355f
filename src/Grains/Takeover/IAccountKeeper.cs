using FeishuOrleans.Grains.Accounts;
using FeishuOrleans.Grains.Diagnosis;
using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Grains.Interfaces.Diagnosis;
using Orleans.Services;

namespace FeishuOrleans.Grains.Takeover;

/// <summary>One silo's view of the accounts it carries.</summary>
[Alias("feishu.IAccountKeeper")]
[GrainInterfaceType("feishu.account-keeper")]
internal interface IAccountKeeper : IGrainService
{
    /// <summary>Accounts carried here whose ids lie after one id and not after another. No call per account is made.</summary>
    [Alias("Report")]
    [ResponseTimeout("00:00:05")]
    Task<AccountReport[]> ReportAsync(string? after, string? through);

    /// <summary>Changes of phase of an account that happened on this silo, oldest first.</summary>
    [Alias("Remember")]
    [ResponseTimeout("00:00:05")]
    Task<PhaseChange[]> RememberAsync(string accountId);

    /// <summary>Whether the silo answers.</summary>
    [Alias("Ping")]
    [ResponseTimeout("00:00:02")]
    Task PingAsync();

    /// <summary>The silo as a whole.</summary>
    [Alias("Summarize")]
    [ResponseTimeout("00:00:05")]
    Task<SiloSummary> SummarizeAsync();

    /// <summary>Looks at this silo, its storage and the platforms. Takes as long as <see cref="SiloExamination.Patience"/> at most.</summary>
    [Alias("CheckUp")]
    [ResponseTimeout("00:00:08")]
    Task<SiloFacts> CheckUpAsync();

    /// <summary>The account is connected elsewhere: closes the connection that it left here, and returns when what it brought is kept.</summary>
    [Alias("Release")]
    [ResponseTimeout("00:00:05")]
    Task ReleaseAsync(string accountId, long throughEpoch);

    /// <summary>Another silo is being emptied: nothing is to be sent there.</summary>
    [Alias("NoteDrain")]
    [ResponseTimeout("00:00:05")]
    Task NoteDrainAsync(SiloAddress draining);

    /// <summary>Begins to empty and stop this silo; returns at once.</summary>
    [Alias("Drain")]
    [ResponseTimeout("00:00:05")]
    Task DrainAsync();
}
