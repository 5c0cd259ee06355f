using FeishuOrleans.Grains.Interfaces.Messages;
using FeishuOrleans.Silo.Api.Accounts;
using FeishuOrleans.Silo.Api.Cluster;
using FeishuOrleans.Silo.Api.Description;
using FeishuOrleans.Silo.Api.Events;
using FeishuOrleans.Silo.Api.Fleet;
using FeishuOrleans.Silo.Api.Keys;
using FeishuOrleans.Silo.Api.Messages;
using FeishuOrleans.Silo.Api.Parking;
using FeishuOrleans.Silo.Api.Problems;
using FeishuOrleans.Silo.Api.Sessions;
using FeishuOrleans.Silo.Configuration;
using FeishuOrleans.Silo.FleetPage;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace FeishuOrleans.Silo.Api;

/// <summary>The HTTP API: accounts and cluster for programs in any language.</summary>
internal static class ApiHosting
{
    private const string Root = "/api";

    /// <summary>Adds what the API needs.</summary>
    public static void AddApi(this WebApplicationBuilder builder, CommandLine command, ApiKeySet keys)
    {
        var services = builder.Services;
        services.AddSingleton(command);
        services.AddSingleton(new ApiKeyRing(keys));
        services.AddHostedService<ApiKeyReload>();
        AddKeys(services);
        services.AddSingleton<KeySessions>();
        services.AddSingleton<CallerCheck>();
        services.AddSingleton<EventStreams>();
        services.AddSingleton<FleetWatch>();
        services.AddSingleton<FleetStreams>();
        services.AddSingleton<OrderedMessages>();
        services.AddApiLimits();
        services.AddApiDescription();
        services.ConfigureHttpJsonOptions(ApiJson.Configure);
        services.Configure<KestrelServerOptions>(static server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = ApiLimits.MaxBodyBytes;
        });
        // A body that cannot be read is an exception, so that the answer can say what is wrong with it.
        services.Configure<RouteHandlerOptions>(static handlers => handlers.ThrowOnBadRequest = true);
    }

    /// <summary>Maps the API, in which everything needs a scope, and the page that uses it.</summary>
    public static void MapApi(this WebApplication app)
    {
        app.UseWhen(static context => context.Request.Path.StartsWithSegments(Root) || context.Request.Path.StartsWithSegments(SessionRoutes.Root), static api =>
        {
            api.UseMiddleware<AuditLog>();
            api.UseMiddleware<FailureAnswers>();
        });
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseRateLimiter();
        app.MapAccounts();
        app.MapSteering();
        app.MapCredentials();
        app.MapWebhooks();
        app.MapParked();
        app.MapEvents();
        app.MapFleet();
        app.MapMessages();
        app.MapCluster();
        app.MapSessions();
        app.MapFleetPage();
        app.MapApiDescription();
    }

    /// <summary>Routes below <c>/api</c> that need a scope.</summary>
    public static RouteGroupBuilder MapScope(this IEndpointRouteBuilder app, string scope, string tag, string limit = ApiLimits.Requests) => app
        .MapGroup(Root)
        .RequireAuthorization(scope)
        .RequireRateLimiting(limit)
        .AddEndpointFilter<RunningSilo>()
        .WithTags(tag)
        .Refuses(ApiProblems.Unauthorized, ApiProblems.MissingScope, ApiProblems.NotLocal, ApiProblems.TooManyRequests)
        .Refuses(ApiProblems.InternalError, ApiProblems.StorageUnavailable, ApiProblems.ClusterUnavailable);

    private static void AddKeys(IServiceCollection services)
    {
        // The core alone: the rest would make and keep keys for cookies, which nothing here has.
        services.AddWebEncoders();
        services.AddAuthenticationCore(static authentication =>
        {
            authentication.AddScheme<KeyAuthentication>(KeyAuthentication.SchemeName, displayName: null);
            authentication.DefaultScheme = KeyAuthentication.SchemeName;
        });
        var policies = services.AddAuthorizationBuilder();
        foreach (var scope in ApiScope.All)
            policies.AddPolicy(scope, policy => policy.RequireAuthenticatedUser().RequireClaim(KeyAuthentication.ScopeClaim, scope));
    }
}
