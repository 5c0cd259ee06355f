namespace FeishuOrleans.Grains.Accounts;

/// <summary>A webhook as it is kept.</summary>
/// <param name="Url">Where events are posted.</param>
/// <param name="SealedSecret">Secret that signs, sealed; null for none.</param>
/// <param name="SealedEncryptKey">Encrypt Key, sealed; null for none.</param>
/// <param name="SealedVerificationToken">Verification Token, sealed; null for none.</param>
[GenerateSerializer, Immutable, Alias("feishu.StoredWebhook")]
internal sealed record StoredWebhook(
    [property: Id(0)] string Url,
    [property: Id(1)] string? SealedSecret,
    [property: Id(2)] string? SealedEncryptKey,
    [property: Id(3)] string? SealedVerificationToken)
{
    /// <summary>Hides everything: paths and queries of URLs let people in as well.</summary>
    public override string ToString() => nameof(StoredWebhook);
}
