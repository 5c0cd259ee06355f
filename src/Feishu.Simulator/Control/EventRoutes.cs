using Feishu.Simulator.Delivery;

namespace Feishu.Simulator.Control;

/// <summary>Events and callbacks.</summary>
internal static class EventRoutes
{
    private const int MaxBurst = 100_000;

    public static IReadOnlyList<ControlRoute> All { get; } =
    [
        new("POST", "/control/apps/{appId}/events",
            "Pushes an event: text, or type and event, or raw; count= pushes more of it. appId may be all.",
            new("/control/apps/cli_0123456789abcdef/events?count=1",
                """{"text":"hello","chatId":"oc_team","chatType":"group","mentionBot":true,"fragments":{"count":3}}"""), PushAsync),
        new("POST", "/control/apps/{appId}/events/interleaved", "Pushes several events to one connection, their frames taking turns.",
            new("/control/apps/cli_0123456789abcdef/events/interleaved",
                """{"events":[{"text":"one","fragments":{"count":3}},{"text":"two","fragments":{"count":3}}]}"""), InterleaveAsync),
        new("POST", "/control/apps/{appId}/events/with-upgrade",
            "Keeps an event for the next socket and sends it in one TCP segment with the answer to the upgrade.",
            new("/control/apps/cli_0123456789abcdef/events/with-upgrade", """{"text":"first"}"""), PushWithUpgradeAsync),
        new("POST", "/control/apps/{appId}/callbacks",
            "Sends a callback and answers with what the client answered.",
            new("/control/apps/cli_0123456789abcdef/callbacks", """{"type":"card.action.trigger","value":{"choice":"yes"}}"""), CallAsync),
    ];

    private static async Task<object> PushAsync(ControlRequest request)
    {
        var push = await request.ReadAsync<EventPush>();
        var count = request.QueryNumber("count", 1, 1, MaxBurst);
        return new { EventIds = request.Apps.SelectMany(app => Enumerable.Range(0, count).Select(_ => app.Push(push))).ToArray() };
    }

    private static async Task<object> InterleaveAsync(ControlRequest request)
    {
        var app = request.App;
        return new { EventIds = app.PushInterleaved((await request.ReadAsync<InterleaveRequest>()).Events) };
    }

    private static async Task<object> PushWithUpgradeAsync(ControlRequest request)
    {
        var app = request.App;
        return new { EventId = app.PushWithNextUpgrade(await request.ReadAsync<EventPush>()) };
    }

    private static async Task<object> CallAsync(ControlRequest request)
    {
        var app = request.App;
        return await app.CallAsync(await request.ReadAsync<CallbackPush>());
    }
}
