namespace Feishu.Client.Supervision;

/// <summary>Told when discovery works again after an outage.</summary>
internal interface IRecoveryListener
{
    void OnPlatformRecovered();
}
