using Microsoft.Extensions.Logging;

namespace Feishu.Client.Frames;

internal sealed partial class FramePump
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "A text message of {Length} bytes arrived; frames are binary. Ignored.")]
    private static partial void LogTextMessage(ILogger logger, int length);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A message of {Length} bytes is not a frame: {Problem}. Ignored.")]
    private static partial void LogBadFrame(ILogger logger, int length, string problem);
}
