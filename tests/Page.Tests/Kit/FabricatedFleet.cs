using System.Text.Json;
using Microsoft.Playwright;

namespace FeishuOrleans.Page.Tests.Kit;

/// <summary>A fleet that exists for the page alone: its stream is answered by the test.</summary>
internal static class FabricatedFleet
{
    private static readonly string[] Phases = ["connected", "connected", "connected", "connected", "backoff", "faulted", "stopped", "connecting", "stale", "connected"];

    /// <summary>Has the browser answer the page's request for the stream with these accounts.</summary>
    public static Task ServeAsync(IPage page, IEnumerable<object> accounts) => page.RouteAsync("**/api/fleet", route => route.FulfillAsync(new RouteFulfillOptions
    {
        ContentType = "text/event-stream",
        Body = Stream([.. accounts]),
    }));

    public static IEnumerable<object> Accounts(int count) => Enumerable.Range(0, count).Select(number =>
        Account($"bot-{number:00000}", Phases[number % Phases.Length], $"Bot {number}", "Refused by the platform.", "silo-1"));

    /// <summary>An account, with text in every field that holds some.</summary>
    public static object Account(string id, string phase, string name, string fault, string silo) => new
    {
        accountId = id,
        appId = $"cli_{id}",
        domain = "feishu",
        wanted = phase == "stopped" ? "stopped" : "running",
        origin = "operator",
        phase,
        since = DateTimeOffset.UtcNow,
        attempt = 0,
        nextAttemptAt = (DateTimeOffset?)null,
        fault = phase is "faulted" or "backoff" ? new { reason = fault, code = (long?)1000040345, message = fault, advice = fault } : null,
        warnings = phase is "faulted" ? new[] { fault } : [],
        identity = new { openId = name, name, verifiedAt = DateTimeOffset.UtcNow },
        connection = (object?)null,
        counters = new { connects = 0, events = 0, duplicates = 0, acked = 0, refused = 0 },
        delivery = new { backlog = 3, oldestPendingAt = (DateTimeOffset?)null, breaker = "closed", parked = 0 },
        silo,
        epoch = 1,
    };

    // The browser would ask again at the end of the answer; not within a test.
    private static string Stream(object[] accounts) =>
        "retry: 600000\n\nevent: begin\ndata: {}\n\n"
        + string.Concat(accounts.Chunk(250).Select(static chunk => $"event: accounts\ndata: {JsonSerializer.Serialize(chunk)}\n\n"))
        + $"event: ready\ndata: {{\"accounts\":{accounts.Length},\"trouble\":null}}\n\n";
}
