using Feishu.Client.Supervision;

namespace Feishu.Client.Tests.Recovery.Faults;

/// <summary>Something that goes wrong on the platform's side.</summary>
/// <param name="Name">As in docs/recovery.md.</param>
/// <param name="Seen">What the account makes of it; nothing when it lives through it.</param>
internal abstract record Fault(string Name, FailureKind[] Seen)
{
    /// <summary>States in which it can hit.</summary>
    public abstract IReadOnlyList<HitState> States { get; init; }

    /// <summary>It takes a simulator of its own, because it changes the platform as a whole.</summary>
    public bool OwnPlatform { get; init; }

    /// <summary>It hits every account of the platform, so that there is nobody to be spared.</summary>
    public bool HitsEveryone { get; init; }

    public bool IsSurvived => Seen.Length == 0;

    public sealed override string ToString() => Name;
}
