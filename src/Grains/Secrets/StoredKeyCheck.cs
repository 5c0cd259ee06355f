namespace FeishuOrleans.Grains.Secrets;

/// <summary>What storage knows of the master key.</summary>
/// <param name="KeyId">Its name, for messages.</param>
/// <param name="Sealed">A known text sealed with it.</param>
/// <param name="NextSealed">The same text sealed with the next key, from the moment on from which something may be sealed
/// with it, until nothing is sealed with the first one any more.</param>
[GenerateSerializer, Immutable, Alias("feishu.StoredKeyCheck")]
internal sealed record StoredKeyCheck(
    [property: Id(0)] string KeyId, [property: Id(1)] string Sealed, [property: Id(2)] string? NextSealed = null);
