using FeishuOrleans.Grains.Interfaces.Accounts;
using Microsoft.Extensions.Logging;

namespace FeishuOrleans.Grains.Accounts;

internal sealed partial class AccountGrain
{
    [LoggerMessage(Level = LogLevel.Information, Message = "{Account}: {Request}: done")]
    private static partial void LogDone(ILogger logger, string account, string request);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Account}: {Request}: refused, {Kind}. {Reason}")]
    private static partial void LogRefused(ILogger logger, string account, string request, RefusalKind kind, string reason);
}
