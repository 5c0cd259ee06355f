namespace FeishuOrleans.Grains.Sinks.Webhook.Addresses;

/// <summary>The ports on which this process answers HTTP: webhooks must not lead there. Registered by the host.</summary>
public interface IHttpPorts
{
    /// <summary>Whether a port is one of them, now.</summary>
    bool Contains(int port);
}
