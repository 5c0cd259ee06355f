namespace Feishu.Protocol.Events;

/// <summary>An event whose body does not have the shape its type promises.</summary>
public sealed class EventFormatException(string message, Exception? inner = null) : ProtocolException(message, inner);
