namespace FeishuOrleans.Grains.Secrets;

/// <summary>What storage knows of the master key.</summary>
/// <param name="KeyId">Its name, for messages.</param>
/// <param name="Sealed">A known text sealed with it.</param>
internal sealed record StoredKeyCheck(string KeyId, string Sealed);
