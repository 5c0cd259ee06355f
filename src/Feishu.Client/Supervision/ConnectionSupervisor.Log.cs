using Microsoft.Extensions.Logging;

namespace Feishu.Client.Supervision;

internal sealed partial class ConnectionSupervisor
{
    private void LogTransition(in Transition transition)
    {
        var logger = _services.Logger;
        var from = transition.From.GetType().Name;
        switch (transition.To)
        {
            case Backoff backoff:
                var wait = backoff.Due - transition.At;
                LogBackoff(logger, _account.Id, from, backoff.Streak.Failures, wait, backoff.Cause);
                break;
            case Faulted faulted:
                var advice = FaultAdvice.For(faulted.Reason);
                LogFaulted(logger, _account.Id, from, faulted.Reason, faulted.Cause, advice);
                break;
            case Stopped stopped:
                LogStopped(logger, _account.Id, from, stopped.By);
                break;
            case Connecting { Stage: not ConnectStage.Queued } connecting:
                LogStage(logger, _account.Id, connecting.Stage);
                break;
            case Connected when transition.From is Connected:
                break;
            case var other:
                var to = other.GetType().Name;
                LogOther(logger, _account.Id, from, to);
                break;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Account}: {From} -> {To}")]
    private static partial void LogOther(ILogger logger, string account, string from, string to);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Account}: {Stage}")]
    private static partial void LogStage(ILogger logger, string account, ConnectStage stage);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Account}: {From} -> Stopped by {By}")]
    private static partial void LogStopped(ILogger logger, string account, string from, string by);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Account}: {From} -> Backoff, failure {Failures}, next attempt in {Wait}. {Cause}")]
    private static partial void LogBackoff(ILogger logger, string account, string from, int failures, TimeSpan wait, ConnectionFailure cause);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Account}: {From} -> Faulted, {Reason}. {Cause} {Advice}")]
    private static partial void LogFaulted(ILogger logger, string account, string from, FaultReason reason, ConnectionFailure cause, string advice);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Account}: a step of the supervisor failed by a defect of this program; it goes on.")]
    private static partial void LogDefect(ILogger logger, Exception defect, string account);
}
