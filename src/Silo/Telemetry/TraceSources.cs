namespace FeishuOrleans.Silo.Telemetry;

/// <summary>Where spans come from. HTTP clients' own are left out: their URLs may hold what is secret.</summary>
internal static class TraceSources
{
    public static readonly string[] All =
    [
        "Feishu.Client",
        "FeishuOrleans",
        "Microsoft.Orleans.Application",
        "Microsoft.Orleans.Runtime",
        "Microsoft.Orleans.Storage",
        "Microsoft.Orleans.Lifecycle",
    ];
}
