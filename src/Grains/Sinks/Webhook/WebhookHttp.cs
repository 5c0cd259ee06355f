using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using FeishuOrleans.Grains.Dispatch;
using FeishuOrleans.Grains.Sinks.Webhook.Addresses;
using Microsoft.Extensions.Options;

namespace FeishuOrleans.Grains.Sinks.Webhook;

/// <summary>
/// The one HTTP stack of a silo's webhooks. Connections are kept and renewed, so that a change in DNS is noticed; nothing
/// is followed, remembered or sent by way of a proxy, which would connect to addresses that nobody checked. Thread-safe.
/// </summary>
internal sealed class WebhookHttp : IDisposable
{
    /// <summary>More of a response is not read.</summary>
    public const int MaxResponseBytes = 64 * 1024;

    private const int ReadSize = 4096;
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(1), MaxRetryAfter = TimeSpan.FromHours(1);

    private static readonly string UserAgent =
        $"FeishuOrleans/{typeof(WebhookHttp).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0]}";

    private readonly HttpMessageInvoker _invoker;
    private readonly IOptions<DispatchOptions> _options;
    private readonly TimeProvider _time;

    /// <param name="dialer">Opens connections.</param>
    /// <param name="options"><c>Dispatch:Timeout</c>.</param>
    /// <param name="time">Clock of time-outs and of Retry-After.</param>
    /// <param name="handler">To build upon, for example with certificates to trust.</param>
    public WebhookHttp(WebhookDialer dialer, IOptions<DispatchOptions> options, TimeProvider time, SocketsHttpHandler? handler = null)
    {
        _options = options;
        _time = time;
        handler ??= new SocketsHttpHandler();
        handler.UseProxy = false;
        handler.UseCookies = false;
        handler.AllowAutoRedirect = false;
        // Left to itself, it makes a span of its own that nobody collects, and names that one to the webhook.
        handler.ActivityHeadersPropagator = null;
        handler.EnableMultipleHttp2Connections = true;
        handler.PooledConnectionLifetime = TimeSpan.FromMinutes(5);
        // An attempt to connect outlives the request that began it.
        handler.ConnectTimeout = options.Value.Timeout;
        handler.MaxResponseHeadersLength = MaxResponseBytes / 1024;
        handler.MaxResponseDrainSize = MaxResponseBytes;
        handler.ResponseDrainTimeout = DrainLimit;
        handler.ConnectCallback = dialer.ConnectAsync;
        _invoker = new HttpMessageInvoker(handler);
    }

    /// <summary>Sends once. Throws for cancellation only.</summary>
    /// <param name="url">Where to.</param>
    /// <param name="request">What.</param>
    /// <param name="wantsBody">Whether the body of a success is read; otherwise it is drained or cut off in the background.</param>
    /// <param name="cancellation">Ends it early.</param>
    public async Task<WebhookResponse> SendAsync(Uri url, WebhookRequest request, bool wantsBody, CancellationToken cancellation)
    {
        using var timeout = new CancellationTokenSource(_options.Value.Timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        try
        {
            using var message = request.ToMessage(url);
            message.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
            if (Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } span })
                message.Headers.TryAddWithoutValidation("traceparent", span);
            using var response = await _invoker.SendAsync(message, either.Token);
            var status = (int)response.StatusCode;
            var body = wantsBody && response.IsSuccessStatusCode ? await ReadAsync(response.Content, either.Token) : null;
            cancellation.ThrowIfCancellationRequested();
            return new WebhookResponse(status, status.ToString(CultureInfo.InvariantCulture), RetryAfterOf(response), body);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return WebhookResponse.Failed(FailureKind.TimeOut);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            cancellation.ThrowIfCancellationRequested();
            return WebhookResponse.Failed(FailureKind.Of(failure));
        }
    }

    public void Dispose() => _invoker.Dispose();

    /// <summary>The body; null when it is too long, cut or slow: the status has been said all the same.</summary>
    private static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpContent content, CancellationToken cancellation)
    {
        try
        {
            var body = new ArrayBufferWriter<byte>();
            await using var stream = await content.ReadAsStreamAsync(cancellation);
            int read;
            while ((read = await stream.ReadAsync(body.GetMemory(ReadSize), cancellation)) > 0)
            {
                body.Advance(read);
                if (body.WrittenCount > MaxResponseBytes)
                    return null;
            }

            return body.WrittenMemory;
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException)
        {
            return null;
        }
    }

    private TimeSpan? RetryAfterOf(HttpResponseMessage response)
    {
        if (response.IsSuccessStatusCode || response.Headers.RetryAfter is not { } asked)
            return null;
        var pause = asked.Delta ?? asked.Date - _time.GetUtcNow();
        return pause is { } known && known > TimeSpan.Zero ? TimeSpan.FromTicks(Math.Min(known.Ticks, MaxRetryAfter.Ticks)) : null;
    }
}
