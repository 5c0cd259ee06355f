namespace Feishu.Client.OpenApi;

/// <summary>A call of the platform's Open API failed.</summary>
public sealed class OpenApiException(string message, long? code, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Code of the platform's answer; null when there was no usable answer.</summary>
    public long? Code { get; } = code;

    /// <summary>HTTP status; null when nothing came back at all.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>How long the platform asks to wait (protocol notes, section 7.3); null when it did not say.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
