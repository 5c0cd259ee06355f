using System.Net;
using System.Net.Http.Headers;
using Feishu.Client.Hosting;
using Feishu.Client.Supervision;
using Feishu.Protocol;
using Feishu.Protocol.Endpoints;

namespace Feishu.Client.Endpoints;

/// <summary>Discovery by HTTP (protocol notes, sections 1.1 to 1.5). The caller bounds the time.</summary>
internal sealed class HttpEndpointDiscovery(PlatformHttp http) : IEndpointDiscovery
{
    /// <summary>A discovery answer has a few hundred bytes.</summary>
    private const int MaxAnswerBytes = 64 * 1024;

    private static readonly MediaTypeHeaderValue Json = new("application/json");

    public async Task<StepResult<EndpointTicket>> RequestAsync(FeishuAccount account, CancellationToken cancellation)
    {
        try
        {
            using var request = CreateRequest(account);
            using var response = await http.SendAsync(request, cancellation).ConfigureAwait(false);
            var body = await PlatformHttp.ReadAsync(response, MaxAnswerBytes, cancellation).ConfigureAwait(false);
            return Interpret(account, response.StatusCode, body);
        }
        catch (HttpRequestException failure)
        {
            return new ConnectionFailure(FailureKind.DiscoveryUnreachable, null, $"Discovery at {account.BaseAddress.Host} failed: {PlatformHttp.Explain(failure)}");
        }
        catch (IOException failure)
        {
            return new ConnectionFailure(FailureKind.DiscoveryUnreachable, null, $"Discovery at {account.BaseAddress.Host} broke off: {failure.Message}");
        }
    }

    private static HttpRequestMessage CreateRequest(FeishuAccount account)
    {
        var content = new ByteArrayContent(new EndpointRequest(account.AppId, account.AppSecret).ToJson());
        content.Headers.ContentType = Json;
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(account.BaseAddress, EndpointRequest.Path)) { Content = content };
        request.Headers.Add("locale", "zh");
        return request;
    }

    private static StepResult<EndpointTicket> Interpret(FeishuAccount account, HttpStatusCode status, ReadOnlyMemory<byte> body)
    {
        if (status != HttpStatusCode.OK)
            return new ConnectionFailure(FailureKind.DiscoveryHttpError, (int)status, $"Discovery answered HTTP {(int)status}{Describe(body)}.");
        EndpointResponse response;
        try
        {
            response = EndpointResponse.Parse(body.Span);
        }
        catch (EndpointFormatException failure)
        {
            return new ConnectionFailure(FailureKind.DiscoveryMalformed, null, $"Discovery answered something else than documented: {failure.Message}");
        }

        return response.Code switch
        {
            EndpointCode.Ok => Accept(account, response),
            EndpointCode.OverLimit => new ConnectionFailure(FailureKind.OverLimit, response.Code, PlatformText.Clean(response.Message)),
            _ => new ConnectionFailure(FailureKind.DiscoveryRefused, response.Code, PlatformText.Clean(response.Message)),
        };
    }

    private static StepResult<EndpointTicket> Accept(FeishuAccount account, EndpointResponse response)
    {
        if (string.IsNullOrEmpty(response.Url))
            return new ConnectionFailure(FailureKind.DiscoveryMalformed, null, "Discovery succeeded without a URL.");
        if (!TicketUrl.TryParse(response.Url, out var url))
            return new ConnectionFailure(FailureKind.DiscoveryMalformed, null, "Discovery gave a URL that is not a WebSocket address.");
        if (account.BaseAddress.Scheme == Uri.UriSchemeHttps && url.Uri.Scheme != Uri.UriSchemeWss)
            return new ConnectionFailure(FailureKind.DiscoveryMalformed, null, "An https platform gave an unencrypted WebSocket address; refused.");
        return new EndpointTicket(url, response.Config);
    }

    /// <summary>The platform's own code and text from an error page, when it has them.</summary>
    private static string Describe(ReadOnlyMemory<byte> body)
    {
        try
        {
            var response = EndpointResponse.Parse(body.Span);
            return $" with code {response.Code}: {PlatformText.Clean(response.Message)}";
        }
        catch (EndpointFormatException)
        {
            // Only the status counts here; the body is read for the message alone.
            return "";
        }
    }
}
