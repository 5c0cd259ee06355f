using FeishuOrleans.Grains.Interfaces.Gateway;
using Orleans.Runtime.Messaging;

namespace FeishuOrleans.AdminClient.Cluster;

/// <summary>Turns what went wrong between here and the cluster into words and an exit code.</summary>
internal static class ClusterFailure
{
    public static CommandFailedException NotReached(ClusterAddress address, IEnumerable<string> reasons) => new(
        ExitCode.ClusterNotReached,
        $"""
        The cluster was not reached: {address}.
        {string.Join('\n', reasons.Select(reason => "  " + reason))}
        Check that a silo runs, that --gateway is its address and Cluster:GatewayPort, that --cluster-id is its
        Cluster:ClusterId, and that no firewall is between.
        """);

    /// <summary>A gateway was reached and wants another key.</summary>
    public static CommandFailedException NotLetIn(ClusterAddress address, ClientKeyRefusedException refusal) => new(
        ExitCode.Failed,
        $"""
        The cluster did not let this client in ({address}): {refusal.Message}
        The silos' Cluster:ClientKey is given with --client-key-file FILE or FEISHU_CLIENT_KEY.
        """,
        refusal);

    /// <summary>The connection is gone.</summary>
    public static CommandFailedException Lost(ClusterAddress address, Exception? cause = null) =>
        new(ExitCode.ClusterNotReached, $"The connection to the cluster was lost: {address}.", cause);

    /// <summary>Says what a failed call means.</summary>
    public static CommandFailedException Of(Exception exception, ClusterAddress address) => exception switch
    {
        TimeoutException => new(
            ExitCode.Failed,
            $"The cluster did not answer in time ({address}). "
                + "The request may still be carried out: look before you repeat it.",
            exception),
        ConnectionFailedException or SiloUnavailableException or OrleansMessageRejectionException => Lost(address, exception),
        _ => new(ExitCode.Failed, $"The cluster failed ({address}): {exception.Message}", exception),
    };
}
