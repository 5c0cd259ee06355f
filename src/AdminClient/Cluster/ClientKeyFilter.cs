using FeishuOrleans.Grains.Interfaces.Cluster;

namespace FeishuOrleans.AdminClient.Cluster;

/// <summary>Shows the client key with every call.</summary>
internal sealed class ClientKeyFilter(string clientKey) : IOutgoingGrainCallFilter
{
    public Task Invoke(IOutgoingGrainCallContext context)
    {
        RequestContext.Set(ClientKey.RequestContextName, clientKey);
        return context.Invoke();
    }
}
