namespace FeishuOrleans.Silo.Api.Keys;

internal sealed partial class ApiKeyReload
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Keys of the HTTP API are read anew: {Names}")]
    private partial void LogReloaded(string names);

    [LoggerMessage(Level = LogLevel.Error, Message = "The changed configuration was not read, and the keys of the HTTP API stay as they are: {Problems}")]
    private partial void LogNotReloaded(string problems);
}
