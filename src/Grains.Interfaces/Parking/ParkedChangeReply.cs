using FeishuOrleans.Grains.Interfaces.Accounts;

namespace FeishuOrleans.Grains.Interfaces.Parking;

/// <summary>How many parked events were redriven or dropped, or why none was.</summary>
/// <param name="Count">How many.</param>
/// <param name="Refusal">Why nothing was changed; null when it was.</param>
[GenerateSerializer, Immutable, Alias("feishu.ParkedChangeReply")]
public sealed record ParkedChangeReply(
    [property: Id(0)] int Count,
    [property: Id(1)] AccountRefusal? Refusal)
{
    public static ParkedChangeReply Of(int count) => new(count, null);

    public static ParkedChangeReply Refused(AccountRefusal refusal) => new(0, refusal);
}
