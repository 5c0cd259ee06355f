using System.Security.Cryptography;
using System.Text;
using FeishuOrleans.Grains.Interfaces.Cluster;

namespace FeishuOrleans.Silo.Hosting;

/// <summary>
/// Demands <c>Cluster:ClientKey</c> of every call that comes from outside. Grains, silos and clients inside a silo
/// need none. A client that starts asks for the list of grain types before anything else can be sent with its calls, so
/// that one target stays open: it tells names of types and nothing more.
/// </summary>
internal sealed class ClientKeyFilter(string key) : IIncomingGrainCallFilter
{
    private const string HostedClientPrefix = "hosted-";

    private static readonly GrainType Manifest = GrainType.Create(GrainTypePrefix.SystemTargetPrefix + "manifest");

    private readonly byte[] _expected = Fingerprint(key);

    public Task Invoke(IIncomingGrainCallContext context)
    {
        if (IsFromOutside(context.SourceId) && context.TargetId.Type != Manifest && !IsShown())
            throw new UnauthorizedAccessException("This cluster demands a client key, and the one shown was missing or wrong (Cluster:ClientKey).");
        return context.Invoke();
    }

    // A call without a sender is not known to come from inside.
    private static bool IsFromOutside(GrainId? source) =>
        source is not { } sender || (sender.IsClient() && !sender.Key.ToString()!.StartsWith(HostedClientPrefix, StringComparison.Ordinal));

    // Of fingerprints, so that neither content nor length of the key shows in the time it takes.
    private bool IsShown() =>
        RequestContext.Get(ClientKey.RequestContextName) is string shown && CryptographicOperations.FixedTimeEquals(Fingerprint(shown), _expected);

    private static byte[] Fingerprint(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
