using Feishu.Client.Hosting;
using Feishu.Protocol.Endpoints;

namespace Feishu.Client.Endpoints;

/// <summary>Finds out whether a platform can be reached at all, by the way that discovery takes, without saying who asks. Thread-safe.</summary>
public sealed class PlatformProbe
{
    private readonly PlatformHttp _http;
    private readonly TimeProvider _time;

    internal PlatformProbe(PlatformHttp http, TimeProvider time) => (_http, _time) = (http, time);

    /// <summary>Any answer will do: only who has credentials gets a good one.</summary>
    /// <param name="platform">The platform's address.</param>
    /// <param name="patience">How long to wait.</param>
    public async Task<PlatformAnswer> AskAsync(Uri platform, TimeSpan patience)
    {
        var (askedAt, begun) = (_time.GetUtcNow(), _time.GetTimestamp());
        using var limit = new CancellationTokenSource(patience, _time);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Head, new Uri(platform, EndpointRequest.Path));
            using var response = await _http.SendAsync(request, limit.Token).ConfigureAwait(false);
            return new PlatformAnswer(askedAt, _time.GetElapsedTime(begun), (int)response.StatusCode, response.Headers.Date, null);
        }
        catch (HttpRequestException failure)
        {
            return Without(PlatformHttp.Explain(failure).TrimEnd('.'));
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return Without($"no answer within {patience.TotalSeconds:0} s");
        }

        PlatformAnswer Without(string problem) => new(askedAt, _time.GetElapsedTime(begun), null, null, problem);
    }
}
