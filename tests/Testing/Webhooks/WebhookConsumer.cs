using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FeishuOrleans.Testing.Webhooks;

/// <summary>
/// The operator's code behind a webhook: a real HTTP server on loopback that notes every request, echoes the platform's
/// challenge, and answers what the test says. Thread-safe.
/// </summary>
public sealed class WebhookConsumer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private WebhookConsumer(int port, int kept)
    {
        Requests = new Signal<WebhookRequest>(kept);
        // Empty: a consumer inside a test must not pick up the settings of the process around it.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.Configure<HostOptions>(static host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        builder.WebHost.UseKestrelCore().UseUrls($"http://127.0.0.1:{port}");
        _application = builder.Build();
        _application.Run(HandleAsync);
    }

    /// <summary>URL of the webhook.</summary>
    public Uri Url { get; private set; } = null!;

    /// <summary>To listen on the same port again, after a stop.</summary>
    public int Port => Url.Port;

    /// <summary>Requests that carry an event, before they are answered.</summary>
    public Signal<WebhookRequest> Requests { get; }

    /// <summary>Challenges.</summary>
    public Signal<WebhookRequest> Challenges { get; } = new();

    /// <summary>What is answered to an event; 200 by default. The token fires when the caller hangs up.</summary>
    public Func<WebhookRequest, CancellationToken, ValueTask<WebhookAnswer>> Answer { get; set; } =
        static (_, _) => ValueTask.FromResult(WebhookAnswer.Ok);

    /// <summary>Key to open encrypted challenges with.</summary>
    public string? EncryptKey { get; set; }

    /// <summary>Whether challenges are echoed. Otherwise they get 200 and nothing, as from a handler that cannot read them.</summary>
    public bool EchoesChallenges { get; set; } = true;

    /// <param name="port">Port; 0 takes a free one.</param>
    /// <param name="kept">Requests kept, the newest.</param>
    public static async Task<WebhookConsumer> StartAsync(int port = 0, int kept = int.MaxValue)
    {
        var consumer = new WebhookConsumer(port, kept);
        await consumer._application.StartAsync().Within(what: "the webhook consumer to start");
        consumer.Url = new Uri(new Uri(consumer._application.Urls.Single()), "/webhook");
        return consumer;
    }

    /// <summary>Waits until this many requests with an event have come.</summary>
    public Task<ImmutableList<WebhookRequest>> ReceivedAsync(int count, TimeSpan? limit = null) =>
        Requests.CountAsync(count).Within(limit, $"{count} requests at the webhook");

    /// <summary>Waits for the first request that fits.</summary>
    public Task<WebhookRequest> ReceivedAsync(Predicate<WebhookRequest> fits, string what, TimeSpan? limit = null) =>
        Requests.FirstAsync(fits).Within(limit, $"a request at the webhook: {what}");

    /// <summary>Stops listening and hangs up on requests under way.</summary>
    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        var request = await ReadAsync(context.Request);
        if (ChallengeReader.TryRead(request.Body, EncryptKey, out var challenge))
        {
            var echo = EchoesChallenges ? JsonSerializer.Serialize(new { challenge }) : "{}";
            Challenges.Add(request);
            await WriteAsync(context.Response, new WebhookAnswer(200, echo));
            return;
        }

        Requests.Add(request);
        await WriteAsync(context.Response, await AnswerAsync(request, context.RequestAborted));
    }

    private async ValueTask<WebhookAnswer> AnswerAsync(WebhookRequest request, CancellationToken hungUp)
    {
        try
        {
            return await Answer(request, hungUp);
        }
        catch (OperationCanceledException) when (hungUp.IsCancellationRequested)
        {
            // Nobody is there to read it.
            return WebhookAnswer.Ok;
        }
    }

    private static async Task<WebhookRequest> ReadAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        var headers = request.Headers.ToDictionary(
            static header => header.Key, static header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        return new WebhookRequest(request.Path, headers, body.ToArray());
    }

    private static async Task WriteAsync(HttpResponse response, WebhookAnswer answer)
    {
        response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers ?? ImmutableDictionary<string, string>.Empty)
            response.Headers[name] = value;
        if (answer.Body.Length == 0)
            return;
        response.ContentType = "application/json";
        await response.WriteAsync(answer.Body, response.HttpContext.RequestAborted);
    }
}
