using Feishu.Protocol.Endpoints;

namespace Feishu.Client.Endpoints;

/// <summary>Good for one connection.</summary>
/// <param name="Url">Where to connect. Its query holds credentials; its text form hides them.</param>
/// <param name="Config">What the platform wants of the client, as received; null when it said nothing.</param>
internal sealed record EndpointTicket(TicketUrl Url, ClientConfigUpdate? Config);
