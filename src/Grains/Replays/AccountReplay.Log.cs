using Microsoft.Extensions.Logging;

namespace FeishuOrleans.Grains.Replays;

internal sealed partial class AccountReplay
{
    [LoggerMessage(Level = LogLevel.Information, Message = "{Account}: a replay to the webhook begins after event {After} and ends with {Through}.")]
    private static partial void LogBegun(ILogger logger, string account, string? after, long? through);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Account}: the replay has ended after event {Last}; {Delivered} events were delivered again, {Refused} refused.")]
    private static partial void LogEnded(ILogger logger, string account, string? last, int delivered, int refused);
}
