using System.Net;

namespace FeishuOrleans.Grains.Sinks.Webhook.Addresses;

/// <summary>Asks DNS for the addresses of a host.</summary>
internal delegate Task<IPAddress[]> ResolveHost(string host, CancellationToken cancellation);
