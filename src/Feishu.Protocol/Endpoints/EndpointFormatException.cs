namespace Feishu.Protocol.Endpoints;

/// <summary>A discovery request or response that is not the documented JSON.</summary>
public sealed class EndpointFormatException(string message, Exception? inner = null) : ProtocolException(message, inner);
