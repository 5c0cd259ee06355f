using System.Threading.RateLimiting;
using FeishuOrleans.Silo.Api.Problems;

namespace FeishuOrleans.Silo.Api;

/// <summary>What one caller can take of a silo.</summary>
internal static class ApiLimits
{
    /// <summary>Largest body of a request.</summary>
    public const int MaxBodyBytes = 64 * 1024;

    /// <summary>Largest body of a message: the platform's limit (docs/sending.md), written with the escapes that many libraries put in.</summary>
    public const int MaxMessageBodyBytes = 384 * 1024;

    /// <summary>Requests of one key that are worked on at a time; streams do not count.</summary>
    public const int Concurrency = 64;

    /// <summary>Requests of one key that may wait for their turn; more are answered with 429.</summary>
    public const int Queue = 512;

    /// <summary>Messages of one key under way; more are answered with 429. They wait for their chat, which must not use up the places
    /// of other requests.</summary>
    public const int MaxMessages = 1_024;

    /// <summary>Streams of one silo, all keys together; more are answered with 429.</summary>
    public const int MaxStreams = 4_096;

    /// <summary>Streams of one key on one silo: half of all, so that no key takes what others need; more are answered with 429.</summary>
    public const int MaxKeyStreams = MaxStreams / 2;

    /// <summary>Name of the policy of streams.</summary>
    public const string Streams = "streams";

    /// <summary>Streams of the fleet that one key has on one silo; more are answered with 429.</summary>
    public const int MaxFleetStreams = 64;

    /// <summary>Keys that one address may try in a minute.</summary>
    public const int MaxSignIns = 20;

    /// <summary>Name of the policy of streams of the fleet.</summary>
    public const string FleetStreams = "fleet-streams";

    /// <summary>Name of the policy of signing in.</summary>
    public const string SignIns = "sign-ins";

    /// <summary>Name of the policy of messages.</summary>
    public const string Messages = "messages";

    /// <summary>Name of the policy of plain requests.</summary>
    public const string Requests = "requests";

    private static readonly TimeSpan SignInWindow = TimeSpan.FromMinutes(1);

    public static void AddApiLimits(this IServiceCollection services) => services.AddRateLimiter(static limiter =>
    {
        limiter.AddPolicy(Requests, static context => RateLimitPartition.GetConcurrencyLimiter(
            context.User.Identity?.Name ?? string.Empty,
            static _ => new ConcurrencyLimiterOptions { PermitLimit = Concurrency, QueueLimit = Queue }));
        limiter.AddPolicy(Messages, static context => RateLimitPartition.GetConcurrencyLimiter(
            context.User.Identity?.Name ?? string.Empty,
            static _ => new ConcurrencyLimiterOptions { PermitLimit = MaxMessages, QueueLimit = 0 }));
        var streams = new ConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = MaxStreams, QueueLimit = 0 });
        limiter.AddPolicy(Streams, context => RateLimitPartition.Get(
            context.User.Identity?.Name ?? string.Empty,
            _ => RateLimiter.CreateChained(new ConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = MaxKeyStreams, QueueLimit = 0 }), streams)));
        limiter.AddPolicy(FleetStreams, static context => RateLimitPartition.GetConcurrencyLimiter(
            context.User.Identity?.Name ?? string.Empty,
            static _ => new ConcurrencyLimiterOptions { PermitLimit = MaxFleetStreams, QueueLimit = 0 }));
        limiter.AddPolicy(SignIns, static context => RateLimitPartition.GetFixedWindowLimiter(
            context.Connection.RemoteIpAddress?.ToString() ?? string.Empty,
            static _ => new FixedWindowRateLimiterOptions { PermitLimit = MaxSignIns, Window = SignInWindow, QueueLimit = 0 }));
        limiter.OnRejected = static async (rejected, _) =>
            await new ProblemResult(ApiProblems.TooManyRequests, $"A silo has at most {MaxStreams} streams, {MaxKeyStreams} of them of one key, and a key at most {Concurrency} requests under way and {Queue} waiting, {MaxMessages} messages and {MaxFleetStreams} streams of the fleet; an address may try {MaxSignIns} keys a minute. Try again later.")
                .ExecuteAsync(rejected.HttpContext);
    });
}
