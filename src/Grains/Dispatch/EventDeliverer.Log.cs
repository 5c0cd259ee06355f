using Microsoft.Extensions.Logging;

namespace FeishuOrleans.Grains.Dispatch;

internal sealed partial class EventDeliverer
{
    private static readonly Func<ILogger, string, long, int, IDisposable?> TryScope = LoggerMessage.DefineScope<string, long, int>("{AccountId} event {Sequence} try {Attempt}");

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Account}: try {Attempt} of event {Sequence} failed, {Reason}.")]
    private static partial void LogFailed(ILogger logger, string account, long sequence, int attempt, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Account}: event {Sequence} is parked, the operator's code refused it: {Reason}.")]
    private static partial void LogRefused(ILogger logger, string account, long sequence, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Account}: event {Sequence} is parked after {Attempt} tries, the last one came to {Reason}. Redrive or drop it.")]
    private static partial void LogSpent(ILogger logger, string account, long sequence, int attempt, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Account}: event {Sequence} was to be delivered, but the journal does not have it any more.")]
    private static partial void LogGone(ILogger logger, string account, long sequence);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Account}: event {Sequence} could not be read from the journal, tried again.")]
    private static partial void LogUnreadable(ILogger logger, Exception failure, string account, long sequence);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Account}: the sink failed on event {Sequence} in a way it should not. This is a defect; the event is tried again.")]
    private static partial void LogSinkFailed(ILogger logger, Exception failure, string account, long sequence);
}
