namespace Feishu.Client.OpenApi;

/// <summary>A call of the platform's Open API failed.</summary>
public sealed class OpenApiException(string message, long? code, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Code of the platform's answer; null when there was no usable answer.</summary>
    public long? Code { get; } = code;
}
