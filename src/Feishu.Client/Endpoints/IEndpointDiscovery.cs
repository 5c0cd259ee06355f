using Feishu.Client.Supervision;

namespace Feishu.Client.Endpoints;

/// <summary>Asks the platform for a ticket: the URL of one connection (protocol notes, section 1).</summary>
internal interface IEndpointDiscovery
{
    /// <summary>One discovery call. Failures are values; only cancellation throws.</summary>
    Task<StepResult<EndpointTicket>> RequestAsync(FeishuAccount account, CancellationToken cancellation);
}
