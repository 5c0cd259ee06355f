namespace Feishu.Client.Supervision;

/// <summary>Spreads attempts of many accounts over time, so that a process never asks for too many connections a second.</summary>
public interface IConnectRamp
{
    /// <summary>Takes the next free slot.</summary>
    /// <returns>Its number, for <see cref="Until"/>.</returns>
    double Reserve();

    /// <summary>How long it is until a slot at the present rate. Never negative, and bounded by accounts over rate.</summary>
    TimeSpan Until(double slot);
}
