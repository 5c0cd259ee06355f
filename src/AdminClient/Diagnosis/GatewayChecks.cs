using FeishuOrleans.AdminClient.Cluster;

namespace FeishuOrleans.AdminClient.Diagnosis;

/// <summary>Whether the gateways that were named let this client in.</summary>
internal static class GatewayChecks
{
    /// <summary>An answer over the gateway that takes longer is worth a word.</summary>
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(1);

    public static Finding Reached(Gateway gateway, TimeSpan took) => took < Slow
        ? Finding.Ok(CheckKind.Gateway, null, $"{gateway} lets this client in; an answer takes {Length.Of(took)}.")
        : Finding.Warning(
            CheckKind.Gateway, null, $"{gateway} lets this client in, but an answer takes {Length.Of(took)}.", "Look at the load of the silo's machine and at the network between.");

    /// <param name="failure">Why it was not reached.</param>
    /// <param name="address">What the client was told.</param>
    /// <param name="isReachedElsewhere">Whether another gateway answered.</param>
    public static Finding NotReached(GatewayFailure failure, ClusterAddress address, bool isReachedElsewhere)
    {
        var seen = $"{failure.Gateway} was not reached: {failure.Reason.TrimEnd('.')}.";
        var advice = Advice(failure.Trouble, address);
        return isReachedElsewhere ? Finding.Warning(CheckKind.Gateway, null, seen, advice) : Finding.Problem(CheckKind.Gateway, null, seen, advice);
    }

    private static string Advice(GatewayTrouble trouble, ClusterAddress address) => trouble switch
    {
        GatewayTrouble.NobodyListens => "Start a silo there, or give with --gateway the address (Cluster:AdvertisedAddress) and port (Cluster:GatewayPort) of one that runs.",
        GatewayTrouble.UnknownHost => "Correct the host in --gateway, or have it known to this machine's DNS.",
        GatewayTrouble.OtherCluster => $"Give with --cluster-id (or FEISHU_CLUSTER_ID) the silos' Cluster:ClusterId; it was '{address.ClusterId}' now.",
        GatewayTrouble.KeyRefused => $"Give with --client-key-file (or FEISHU_CLIENT_KEY) the silos' Cluster:ClientKey; {(address.ClientKey is null ? "there was none" : "it was another one")} now.",
        _ => "See that the silo's process runs and is not stopped, and that no firewall drops what goes to its Cluster:GatewayPort.",
    };
}
