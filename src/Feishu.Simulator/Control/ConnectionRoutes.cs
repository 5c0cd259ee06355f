using System.Text.Json;
using Feishu.Simulator.Platform;
using Feishu.Simulator.Sockets;

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
        new("POST", $"{Connections}/deafen", "Goes on ponging, but sends no more events. appId may be all.",
            new($"{Example}/deafen", """{"which":"one"}"""), request => ActAsync(request, (app, which) => app.Deafen(which))),
        new("POST", $"{Connections}/drip", "Writes no faster than so many bytes a second; 0 ends it. appId may be all.",
            new($"{Example}/drip", """{"bytesPerSecond":0,"which":"all"}"""), DripAsync),
        new("POST", $"{Connections}/strange",
            $"Sends what the platform should not send: {Strange}. appId may be all.",
            new($"{Example}/strange", """{"message":"serverPing","which":"all"}"""), SendStrangeAsync),
        new("POST", $"{Connections}/drop", "Ends the TCP connection without a close frame. appId may be all.",
            new($"{Example}/drop", """{"which":"one"}"""), request => ActAsync(request, (app, which) => app.Drop(which))),
    ];

    private static string Strange => string.Join(", ", Enum.GetNames<StrangeMessage>().Select(JsonNamingPolicy.CamelCase.ConvertName));

    private static async Task<object> DripAsync(ControlRequest request)
    {
        var wanted = await request.ReadAsync<DripRequest>();
        return Sum(request.Apps, app => app.Drip(wanted.BytesPerSecond, wanted.Which));
    }

    private static async Task<object> SendStrangeAsync(ControlRequest request)
    {
        var wanted = await request.ReadAsync<StrangeRequest>();
        return Sum(request.Apps, app => app.SendStrange(wanted.Message, wanted.Which));
    }

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
