using Feishu.Simulator.Load;

namespace Feishu.Simulator.Control;

/// <summary>Load runs.</summary>
internal static class LoadRoutes
{
    public static IReadOnlyList<ControlRoute> All { get; } =
    [
        new("POST", "/control/load",
            "Begins a load run over all connected apps, at a rate or at saturation (rate 0), and ends one that goes on. Its events are not logged and not pushed again.",
            new("/control/load", """{"rate":500,"duration":10,"outstanding":1000,"chats":10,"bytes":1024}"""), BeginAsync),
        new("GET", "/control/load", "Shows what the latest load run came to so far.", new("/control/load"), ShowAsync),
        new("DELETE", "/control/load", "Ends a load run before its time.", new("/control/load"), EndAsync),
    ];

    private static async Task<object> BeginAsync(ControlRequest request)
    {
        request.Platform.BeginLoad(await request.ReadAsync<LoadPlan>());
        return request.Platform.Load;
    }

    private static Task<object> ShowAsync(ControlRequest request) => Task.FromResult<object>(request.Platform.Load);

    private static Task<object> EndAsync(ControlRequest request)
    {
        request.Platform.EndLoad();
        return Task.FromResult<object>(request.Platform.Load);
    }
}
