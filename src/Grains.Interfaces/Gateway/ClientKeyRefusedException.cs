namespace FeishuOrleans.Grains.Interfaces.Gateway;

/// <summary>The gateway did not let this client in, or the client did not trust the gateway. The message says what to check, never a key.</summary>
public sealed class ClientKeyRefusedException(string message) : Exception(message);
