using Microsoft.Extensions.Logging;

namespace Feishu.Client.Sending;

internal sealed partial class Delivery
{
    [LoggerMessage(LogLevel.Warning, "{AccountId}: attempt {Attempt} to send a message failed with code {Code}; again in {Pause}")]
    private static partial void LogAgain(ILogger logger, string accountId, long? code, int attempt, TimeSpan pause);

    [LoggerMessage(LogLevel.Information, "{AccountId}: a message was refused with code {Code}")]
    private static partial void LogRefused(ILogger logger, string accountId, long? code);
}
