using Feishu.Simulator.Platform;

namespace Feishu.Simulator.Control;

/// <summary>What can be done to open sockets.</summary>
internal static class ConnectionRoutes
{
    private const string Connections = "/control/apps/{appId}/connections";
    private const string Example = "/control/apps/cli_0123456789abcdef/connections";

    public static IReadOnlyList<ControlRoute> All { get; } =
    [
        new("GET", Connections, "Lists the open sockets.", new(Example), request => Task.FromResult<object>(request.App.Connections)),
        new("POST", $"{Connections}/close", "Sends a close frame; which is all, one or a connection id. appId may be all.",
            new($"{Example}/close", """{"code":1000,"reason":"bye","which":"all"}"""), CloseAsync),
        new("POST", $"{Connections}/reset", "Ends sockets with a TCP reset. appId may be all.",
            new($"{Example}/reset", """{"which":"one"}"""), request => ActAsync(request, (app, which) => app.Reset(which))),
        new("POST", $"{Connections}/freeze", "Stops reading and writing without closing. appId may be all.",
            new($"{Example}/freeze", """{"which":"all"}"""), request => ActAsync(request, (app, which) => app.Freeze(which))),
        new("POST", $"{Connections}/thaw", "Ends a freeze; what was held back goes on. appId may be all.",
            new($"{Example}/thaw", """{"which":"all"}"""), request => ActAsync(request, (app, which) => app.Thaw(which))),
    ];

    private static async Task<object> CloseAsync(ControlRequest request)
    {
        var wanted = await request.ReadAsync<CloseRequest>();
        return Sum(request.Apps, app => app.Close(wanted.Code, wanted.Reason, wanted.Which));
    }

    private static async Task<object> ActAsync(ControlRequest request, Func<FakeApp, string, int> act)
    {
        var wanted = await request.ReadAsync<ChooseRequest>();
        return Sum(request.Apps, app => act(app, wanted.Which));
    }

    private static object Sum(IReadOnlyList<FakeApp> apps, Func<FakeApp, int> act) => new { Connections = apps.Sum(act) };
}
