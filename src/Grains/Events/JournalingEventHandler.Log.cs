using Feishu.Client.Events;
using FeishuOrleans.Grains.Journal;
using Microsoft.Extensions.Logging;

namespace FeishuOrleans.Grains.Events;

internal sealed partial class JournalingEventHandler
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "{Entry}: kept as {Sequence}.")]
    private static partial void LogKept(ILogger logger, JournalEntry entry, long sequence);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Entry}: came again, is {Sequence}.")]
    private static partial void LogDuplicate(ILogger logger, JournalEntry entry, long sequence);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Entry}: answered with 500, the account has Journal:MaxBytesPerAccount of events that are not delivered.")]
    private static partial void LogOverQuota(ILogger logger, JournalEntry entry);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Account}: {Received} has {Bytes} bytes and was answered with 500; at most {Limit} are kept.")]
    private static partial void LogTooLarge(ILogger logger, string account, ReceivedEvent received, int bytes, int limit);
}
