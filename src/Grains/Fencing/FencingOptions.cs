namespace FeishuOrleans.Grains.Fencing;

/// <summary>When a silo gives up the sockets of its accounts because others may have taken the accounts over.</summary>
public sealed class FencingOptions
{
    /// <summary>How long storage and most other silos may be out of reach together. Default 20 s.</summary>
    public TimeSpan IsolationLimit { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Whether the silo watches itself. Default yes; not part of the public configuration, tests of other things switch it off.</summary>
    public bool Watches { get; set; } = true;
}
