namespace FeishuOrleans.Silo.Api.Problems;

internal sealed partial class FailureAnswers
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "A request over HTTP failed, because the cluster did not answer")]
    private partial void LogCluster(Exception failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "A request over HTTP failed")]
    private partial void LogDefect(Exception failure);
}
