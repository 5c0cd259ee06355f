namespace FeishuOrleans.Grains.Sinks.Webhook.Addresses;

/// <summary>A host without HTTP.</summary>
internal sealed class NoHttpPorts : IHttpPorts
{
    public bool Contains(int port) => false;
}
