namespace Feishu.Protocol;

/// <summary>Bytes that do not follow the protocol. The message says what was wrong and never quotes the bytes.</summary>
public abstract class ProtocolException(string message, Exception? inner) : Exception(message, inner);
