using Feishu.Client.Events;
using Microsoft.Extensions.Logging;

namespace FeishuOrleans.Grains.Events;

internal sealed partial class JournalingEventHandler
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "{Account}: {Received} has {Bytes} bytes and was answered with 500; at most {Limit} are kept.")]
    private static partial void LogTooLarge(ILogger logger, string account, ReceivedEvent received, int bytes, int limit);
}
