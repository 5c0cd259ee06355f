using Microsoft.Extensions.Logging;

namespace FeishuOrleans.Grains.Dispatch;

internal sealed partial class AccountDispatcher
{
    [LoggerMessage(Level = LogLevel.Information, Message = "{Account}: delivery under epoch {Epoch} begins after {LowWater}, the journal ends with {Last}; {Rows} events are set aside.")]
    private static partial void LogOpened(ILogger logger, string account, long epoch, long lowWater, long last, int rows);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Account}: the journal could not be read, tried again in {Pause}.")]
    private static partial void LogUnreadable(ILogger logger, Exception failure, string account, TimeSpan pause);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Account}: delivery under epoch {Epoch} ends at once, a later owner has written.")]
    private static partial void LogFenced(ILogger logger, string account, long epoch);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Account}: requests were still under way {Limit} after delivery was to end; they are cut off, their events come again.")]
    private static partial void LogCutOff(ILogger logger, string account, TimeSpan limit);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Account}: the last progress could not be saved; some events will be delivered again.")]
    private static partial void LogUnsaved(ILogger logger, Exception failure, string account);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Account}: delivery broke down and will be begun anew. This is a defect.")]
    private static partial void LogBroken(ILogger logger, Exception failure, string account);
}
