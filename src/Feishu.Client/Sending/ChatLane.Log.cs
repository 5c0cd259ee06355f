using Microsoft.Extensions.Logging;

namespace Feishu.Client.Sending;

internal sealed partial class ChatLane
{
    [LoggerMessage(LogLevel.Error, "{AccountId}: sending a message broke; this is a defect, please report it")]
    private static partial void LogDefect(ILogger logger, Exception defect, string accountId);
}
