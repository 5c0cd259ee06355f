namespace Feishu.Client.Supervision;

/// <summary>Spreads attempts of many accounts over time, so that a process never asks for too many connections a second.</summary>
public interface IConnectRamp
{
    /// <summary>Takes the next free slot.</summary>
    /// <returns>Its number, for <see cref="Until"/> and <see cref="TryBegin"/>.</returns>
    double Reserve();

    /// <summary>How long it is until a slot at the present rate. Never negative, and bounded by accounts over rate.</summary>
    TimeSpan Until(double slot);

    /// <summary>Begins the attempt of a slot, and counts it.</summary>
    /// <returns>False when its turn has not come, or so many have begun that it must wait on: <see cref="Until"/> says how long.</returns>
    bool TryBegin(double slot);
}
