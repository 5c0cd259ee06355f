using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Grains.Interfaces.Cluster;

namespace FeishuOrleans.AdminClient.Tests.Cluster;

/// <summary>Lets calls to accounts in that show the key, as a silo with <c>Cluster:ClientKey</c> does.</summary>
internal sealed class ClientKeyGate(string clientKey) : IIncomingGrainCallFilter
{
    public Task Invoke(IIncomingGrainCallContext context) =>
        context.Grain is not IAccountGrain || RequestContext.Get(ClientKey.RequestContextName) as string == clientKey
            ? context.Invoke()
            : throw new UnauthorizedAccessException("The client key is missing or wrong.");
}
