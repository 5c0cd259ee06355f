namespace FeishuOrleans.Grains.Dispatch;

/// <summary>Where a subscription begins that never was.</summary>
internal enum DeliveryStart
{
    /// <summary>With the first event of the account: it was added with its webhook.</summary>
    Begin,

    /// <summary>With the next event: the webhook came later.</summary>
    Next,
}
