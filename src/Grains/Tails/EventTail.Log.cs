using Microsoft.Extensions.Logging;

namespace FeishuOrleans.Grains.Tails;

internal sealed partial class EventTail
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "{AccountId}: new events could not be read for those who stream them; tried again.")]
    private partial void LogNotRead(Exception failure, string accountId);
}
