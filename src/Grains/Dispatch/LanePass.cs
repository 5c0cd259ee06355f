namespace FeishuOrleans.Grains.Dispatch;

/// <summary>Permission for one delivery.</summary>
internal enum LanePass
{
    /// <summary>Not now.</summary>
    None,

    Plain,

    /// <summary>The one delivery that decides whether the endpoint is back.</summary>
    Probe,
}
