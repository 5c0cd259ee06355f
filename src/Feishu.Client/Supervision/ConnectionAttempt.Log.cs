using Microsoft.Extensions.Logging;

namespace Feishu.Client.Supervision;

internal sealed partial class ConnectionAttempt
{
    private static readonly Func<ILogger, string, long, IDisposable?> AttemptScope = LoggerMessage.DefineScope<string, long>("{AccountId} connection {Attempt}");

    [LoggerMessage(Level = LogLevel.Error, Message = "A connection attempt ended by a defect of this program; it is tried again.")]
    private static partial void LogDefect(ILogger logger, Exception defect);
}
