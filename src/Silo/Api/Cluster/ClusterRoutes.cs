using FeishuOrleans.Grains.Interfaces.Cluster;
using FeishuOrleans.Silo.Api.Keys;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FeishuOrleans.Silo.Api.Cluster;

/// <summary><c>/api/cluster</c>.</summary>
internal static class ClusterRoutes
{
    public static void MapCluster(this IEndpointRouteBuilder app) => app.MapScope(ApiScope.Read, "Cluster")
        .MapGet("/cluster", ShowAsync)
        .WithName("showCluster")
        .WithSummary("The silos and what they carry.");

    private static async Task<Ok<ClusterOverview>> ShowAsync(IGrainFactory grains) =>
        TypedResults.Ok(await grains.GetGrain<IClusterGrain>(0).GetOverviewAsync());
}
