namespace FeishuOrleans.Grains.Callbacks;

/// <summary>What dispatch has to do with callbacks: it holds each one that was kept until it is told how the question ended.</summary>
internal interface ICallbackDispatch
{
    /// <summary>Whom to ask; null when nobody is: no webhook, delivery held by the operator, or an endpoint out of service.</summary>
    CallbackWay? WayOf(string accountId);

    /// <summary>The answer went back to the platform: the callback is finished.</summary>
    void Answered(string accountId, long sequence);

    /// <summary>There was no answer in time: the callback is delivered late.</summary>
    void Unanswered(string accountId, long sequence);
}
