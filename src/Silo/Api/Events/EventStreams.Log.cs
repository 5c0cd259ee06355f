namespace FeishuOrleans.Silo.Api.Events;

internal sealed partial class EventStreams
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "{AccountId}: a stream of events ended")]
    private partial void LogEnded(Exception ending, string accountId);
}
