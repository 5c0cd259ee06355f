using FeishuOrleans.Grains.Journal;
using Microsoft.Extensions.Logging;

namespace FeishuOrleans.Grains.Events;

internal sealed partial class EventKeeper
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "{Entry}: kept as {Sequence}.")]
    private static partial void LogKept(ILogger logger, JournalEntry entry, long sequence);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Entry}: came again, is {Sequence}.")]
    private static partial void LogDuplicate(ILogger logger, JournalEntry entry, long sequence);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Entry}: not kept, the account has Journal:MaxBytesPerAccount of events that are not delivered.")]
    private static partial void LogOverQuota(ILogger logger, JournalEntry entry);
}
