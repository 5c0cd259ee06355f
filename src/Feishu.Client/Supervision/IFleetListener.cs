namespace Feishu.Client.Supervision;

/// <summary>Told what concerns all connections of a process.</summary>
internal interface IFleetListener
{
    /// <summary>Discovery works again after an outage.</summary>
    /// <param name="platform">The platform's address.</param>
    void OnPlatformRecovered(Uri platform);

    /// <summary>The ramp has another rate: whoever waits for a slot has it at another time.</summary>
    void OnPaceChanged();
}
