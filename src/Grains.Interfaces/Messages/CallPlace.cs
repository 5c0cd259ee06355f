namespace FeishuOrleans.Grains.Interfaces.Messages;

/// <summary>
/// A call's place among those of its caller to one account, so that the account can put in order again what overtook each other on the way.
/// </summary>
/// <param name="Caller">Who numbers.</param>
/// <param name="Number">Rises with every call of this caller.</param>
/// <param name="After">The last call before it that has no answer yet; 0 when there is none.</param>
[GenerateSerializer, Immutable, Alias("feishu.CallPlace")]
public sealed record CallPlace([property: Id(0)] Guid Caller, [property: Id(1)] long Number, [property: Id(2)] long After);
