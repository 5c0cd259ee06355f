namespace FeishuOrleans.Silo.Startup;

internal sealed partial class DeclaredAccounts
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Declared accounts: {Declared}, all dealt with.")]
    private partial void LogSettled(int declared);

    [LoggerMessage(Level = LogLevel.Information, Message = "Account {AccountId} is no longer declared; it stays as it is.")]
    private partial void LogVanished(string accountId);

    [LoggerMessage(Level = LogLevel.Error, Message = "The declaration of account {AccountId} was refused: {Reason}")]
    private partial void LogRefused(string accountId, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The declaration of account {AccountId} could not be stored and will be tried again: {Reason}")]
    private partial void LogUnavailable(string accountId, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The declaration of account {AccountId} failed and will be tried again.")]
    private partial void LogFailed(Exception failure, string accountId);
}
