namespace FeishuOrleans.Docs.Tests.Architecture;

/// <summary>
/// The direction of dependencies: bytes, then one account, then ownership, then the process. Nothing points back,
/// and <c>Feishu.*</c> works without Orleans.
/// </summary>
internal static class ProjectRules
{
    private const string Protocol = "Feishu.Protocol";
    private const string Client = "Feishu.Client";
    private const string Simulator = "Feishu.Simulator";
    private const string Interfaces = "Grains.Interfaces";
    private const string Grains = "Grains";
    private const string Storage = "Storage";
    private const string Silo = "Silo";
    private const string AdminClient = "AdminClient";

    private static readonly string[] Orleans = ["Orleans", "Microsoft.Orleans"];
    private static readonly string[] OrleansServer = ["Orleans.Runtime", "Microsoft.Orleans.Server", "Microsoft.Orleans.Runtime"];
    private static readonly string[] AspNet = ["Microsoft.AspNetCore"];

    public static ProjectRule[] All { get; } =
    [
        new(Protocol, References: [], Uses: [], Forbidden: [.. Orleans, "Microsoft.", "System.Net"]),
        new(Client, References: [Protocol], Uses: [], Forbidden: [.. Orleans, .. AspNet]),
        new(Simulator, References: [Protocol], Uses: [], Forbidden: Orleans),
        new(Interfaces, References: [], Uses: [], Forbidden: [.. OrleansServer, .. AspNet]),
        new(Grains, References: [Interfaces, Client], Uses: [Protocol], Forbidden: AspNet),
        new(Storage, References: [Grains], Uses: [Interfaces], Forbidden: AspNet),
        new(Silo, References: [Grains, Storage], Uses: [Interfaces, Client], Forbidden: []),
        new(AdminClient, References: [Interfaces], Uses: [], Forbidden: [.. OrleansServer, .. AspNet]),
    ];
}
