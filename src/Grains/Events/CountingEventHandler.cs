using System.Collections.Concurrent;
using Feishu.Client.Events;
using Microsoft.Extensions.Logging;

namespace FeishuOrleans.Grains.Events;

/// <summary>Accepts every event, counts it, and leaves one line that names it without its text.</summary>
internal sealed partial class CountingEventHandler(ILogger<CountingEventHandler> logger) : IEventHandler
{
    private readonly ConcurrentDictionary<string, long> _counts = new(StringComparer.Ordinal);

    public ValueTask<HandlerVerdict> HandleAsync(ReceivedEvent received, CancellationToken deadline)
    {
        var count = _counts.AddOrUpdate(received.AccountId, 1, static (_, before) => before + 1);
        LogReceived(logger, received.AccountId, received.Type, received.DeliveryId, count);
        return ValueTask.FromResult(HandlerVerdict.Accepted);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Account}: received {Type} {Delivery}, event {Count}")]
    private static partial void LogReceived(ILogger logger, string account, string type, string delivery, long count);
}
