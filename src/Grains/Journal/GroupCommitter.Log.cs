using Microsoft.Extensions.Logging;

namespace FeishuOrleans.Grains.Journal;

internal sealed partial class GroupCommitter
{
    [LoggerMessage(Level = LogLevel.Error, Message = "The journal does not take events: {Events} were answered with 500, and so is every further one until this is mended; the platform will push them again.")]
    private static partial void LogFailed(ILogger logger, Exception failure, int events);

    [LoggerMessage(Level = LogLevel.Information, Message = "The journal takes events again; it did not since {Since}.")]
    private static partial void LogRecovered(ILogger logger, DateTimeOffset since);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Events} events waited longer than {Budget} for the disk.")]
    private static partial void LogLate(ILogger logger, int events, TimeSpan budget);
}
