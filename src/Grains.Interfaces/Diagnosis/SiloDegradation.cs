namespace FeishuOrleans.Grains.Interfaces.Diagnosis;

/// <summary>Something that a silo cannot do at present although it runs. A restart would not mend it.</summary>
/// <param name="Cause"><c>journal</c>, <c>storage</c>, <c>platform</c> or <c>fence</c>.</param>
/// <param name="Since">Since when.</param>
/// <param name="Problem">What is wrong, for people, without a full stop and without secrets.</param>
[GenerateSerializer, Immutable, Alias("feishu.SiloDegradation")]
public sealed record SiloDegradation(
    [property: Id(0)] string Cause,
    [property: Id(1)] DateTimeOffset Since,
    [property: Id(2)] string Problem)
{
    /// <summary>Events are answered with 500, because they cannot be kept.</summary>
    public const string Journal = "journal";

    /// <summary>Nothing can be written to storage.</summary>
    public const string Storage = "storage";

    /// <summary>Discovery works for no account of a platform.</summary>
    public const string Platform = "platform";

    /// <summary>Others may have taken the accounts over: no connection, no delivery.</summary>
    public const string Fence = "fence";
}
