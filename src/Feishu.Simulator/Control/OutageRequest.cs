namespace Feishu.Simulator.Control;

/// <summary>Body of an outage.</summary>
internal sealed record OutageRequest(double Seconds)
{
    public const double MaxSeconds = 3600;
}
