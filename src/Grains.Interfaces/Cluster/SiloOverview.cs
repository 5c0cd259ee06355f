using FeishuOrleans.Grains.Interfaces.Diagnosis;

namespace FeishuOrleans.Grains.Interfaces.Cluster;

/// <summary>One silo.</summary>
/// <param name="Name">Name of the silo, as in <c>AccountStatus.Silo</c>.</param>
/// <param name="Address">IP address, port and generation.</param>
/// <param name="Status">Membership status in lower case, for example <c>active</c>; <c>draining</c> while its accounts move to the others.</param>
/// <param name="StartedAt">Start of the process.</param>
/// <param name="Version">Version of the program; null when the silo did not answer.</param>
/// <param name="Accounts">Accounts the silo owns; null when it did not answer.</param>
/// <param name="Connected">Of these, how many are connected; null when it did not answer.</param>
/// <param name="Degraded">What it can do only in part at present; empty when nothing is wrong, null when it did not answer.</param>
[GenerateSerializer, Immutable, Alias("feishu.SiloOverview")]
public sealed record SiloOverview(
    [property: Id(0)] string Name,
    [property: Id(1)] string Address,
    [property: Id(2)] string Status,
    [property: Id(3)] DateTimeOffset StartedAt,
    [property: Id(4)] string? Version,
    [property: Id(5)] int? Accounts,
    [property: Id(6)] int? Connected,
    [property: Id(7)] SiloDegradation[]? Degraded = null);
