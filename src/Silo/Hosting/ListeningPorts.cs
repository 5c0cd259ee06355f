using FeishuOrleans.Grains.Sinks.Webhook.Addresses;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace FeishuOrleans.Silo.Hosting;

/// <summary>The ports on which the web server really listens, also when it was told to take a free one.</summary>
internal sealed class ListeningPorts(IServer server) : IHttpPorts
{
    public bool Contains(int port) =>
        server.Features.Get<IServerAddressesFeature>()?.Addresses.Any(address => BindingAddress.Parse(address).Port == port) == true;
}
