namespace FeishuOrleans.Grains.Secrets;

/// <summary>The silo's master key is not the one that sealed the secrets in its storage.</summary>
public sealed class WrongMasterKeyException(string message) : Exception(message);
