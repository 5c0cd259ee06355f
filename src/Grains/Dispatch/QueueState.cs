namespace FeishuOrleans.Grains.Dispatch;

/// <summary>What the first event of a queue is doing.</summary>
internal enum QueueState
{
    /// <summary>Waits for a place at the endpoint.</summary>
    Ready,

    /// <summary>Is being delivered.</summary>
    Running,

    /// <summary>Failed, and waits for its next try.</summary>
    Retrying,

    /// <summary>A callback that somebody is asking the operator's code right now.</summary>
    Held,

    /// <summary>There is none: the queue is gone.</summary>
    Ended,
}
