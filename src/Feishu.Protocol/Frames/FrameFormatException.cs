namespace Feishu.Protocol.Frames;

/// <summary>A message that is not a frame, or not the kind of frame that was asked for.</summary>
public sealed class FrameFormatException(string message, Exception? inner = null) : ProtocolException(message, inner);
