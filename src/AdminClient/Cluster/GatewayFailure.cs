namespace FeishuOrleans.AdminClient.Cluster;

/// <summary>Why a gateway was not reached.</summary>
/// <param name="Gateway">Host or address, and port.</param>
/// <param name="Trouble">What kind of failure it was.</param>
/// <param name="Reason">What happened, for people.</param>
internal sealed record GatewayFailure(string Gateway, GatewayTrouble Trouble, string Reason)
{
    public override string ToString() => $"{Gateway}: {Reason}";
}
