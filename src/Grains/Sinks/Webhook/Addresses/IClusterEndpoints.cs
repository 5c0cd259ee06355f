using System.Net;

namespace FeishuOrleans.Grains.Sinks.Webhook.Addresses;

/// <summary>Knows the cluster's own listeners: a webhook that leads there could steer the cluster from inside.</summary>
internal interface IClusterEndpoints
{
    bool Contains(IPAddress address, int port);
}
