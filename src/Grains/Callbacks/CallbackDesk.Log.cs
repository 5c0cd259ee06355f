using FeishuOrleans.Grains.Journal;
using Microsoft.Extensions.Logging;

namespace FeishuOrleans.Grains.Callbacks;

internal sealed partial class CallbackDesk
{
    [LoggerMessage(Level = LogLevel.Information, Message = "{Callback}: not answered, {Reason}; it is delivered late.")]
    private static partial void LogUnanswered(ILogger logger, JournalEntry callback, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Callback}: answered, but not kept: it will not be in a replay.")]
    private static partial void LogAnsweredNotKept(ILogger logger, JournalEntry callback);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Callback}: asking failed in a way that nobody expected; it is delivered late.")]
    private static partial void LogDefect(ILogger logger, Exception defect, JournalEntry callback);
}
