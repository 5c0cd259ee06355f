using Microsoft.Extensions.Logging;

namespace FeishuOrleans.Grains.Accounts;

internal sealed partial class AccountOwner
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "{Account}: storage failed, the account is looked after again in {Pause}. {Problem}.")]
    private static partial void LogUndone(ILogger logger, string account, string? problem, TimeSpan pause);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Account}: this activation ends: {Reason}.")]
    private static partial void LogLeft(ILogger logger, string account, string reason);
}
