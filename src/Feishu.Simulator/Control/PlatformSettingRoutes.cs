using System.Text.Json.Nodes;
using Feishu.Simulator.Sockets;

namespace Feishu.Simulator.Control;

/// <summary>The platform as a whole.</summary>
internal static class PlatformSettingRoutes
{
    public static IReadOnlyList<ControlRoute> All { get; } =
    [
        new("GET", "/control/settings", "Shows the rules in force; durations are seconds.", new("/control/settings"),
            request => Task.FromResult<object>(request.Platform.Settings)),
        new("PATCH", "/control/settings", "Changes rules.",
            new("/control/settings", """{"timeScale":0.01,"ackTimeout":3,"connectionLimit":50,"limitManner":"handshake"}"""), ChangeAsync),
        new("POST", "/control/outage",
            "Closes the listening port and resets every connection; the port opens again after so many seconds.",
            new("/control/outage", """{"seconds":5}"""), BreakAsync),
    ];

    private static async Task<object> ChangeAsync(ControlRequest request)
    {
        var changes = await request.ReadAsync<JsonObject>();
        return request.Platform.Settings = ControlJson.Merge(request.Platform.Settings, changes);
    }

    private static async Task<object> BreakAsync(ControlRequest request)
    {
        var outage = await request.ReadAsync<OutageRequest>();
        if (outage.Seconds is not (> 0 and <= OutageRequest.MaxSeconds))
            throw new ArgumentException($"seconds must be above 0 and at most {OutageRequest.MaxSeconds}.");

        var caller = Wire.Of(request.Context);
        request.Context.Response.Headers.Connection = "close";
        request.Context.Response.OnCompleted(() => request.Platform.Network.BreakAsync(TimeSpan.FromSeconds(outage.Seconds), caller));
        return outage;
    }
}
