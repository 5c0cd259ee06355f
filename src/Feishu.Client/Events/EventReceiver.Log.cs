using Feishu.Protocol.Frames;
using Microsoft.Extensions.Logging;

namespace Feishu.Client.Events;

internal sealed partial class EventReceiver
{
    private static readonly Func<ILogger, string, IDisposable?> EventScope = LoggerMessage.DefineScope<string>("event {EventId}");

    [LoggerMessage(Level = LogLevel.Warning, Message = "A fragment was refused ({Error}); the platform will push the event again.")]
    private static partial void LogFragmentRejected(ILogger logger, FragmentError error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Capacity} events are under way; one more was answered with 500, the platform will push it again.")]
    private static partial void LogOverloaded(ILogger logger, int capacity);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Received} was not handled within {Limit}; answered with 500, the platform will push it again.")]
    private static partial void LogTooLate(ILogger logger, ReceivedEvent received, TimeSpan limit);

    [LoggerMessage(Level = LogLevel.Error, Message = "The handler failed on {Received}; answered with 500, the platform will push it again.")]
    private static partial void LogHandlerFailed(ILogger logger, Exception failure, ReceivedEvent received);

    [LoggerMessage(Level = LogLevel.Warning, Message = "An acknowledgement with code {Code} could not be sent: its socket is gone. The platform will push the event again.")]
    private static partial void LogAckLost(ILogger logger, int code);
}
