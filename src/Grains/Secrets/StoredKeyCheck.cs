namespace FeishuOrleans.Grains.Secrets;

/// <summary>What storage knows of the master key.</summary>
/// <param name="KeyId">Its name, for messages.</param>
/// <param name="Sealed">A known text sealed with it.</param>
[GenerateSerializer, Immutable, Alias("feishu.StoredKeyCheck")]
internal sealed record StoredKeyCheck([property: Id(0)] string KeyId, [property: Id(1)] string Sealed);
