using Feishu.Simulator.Platform;

namespace Feishu.Simulator.OpenApi;

/// <summary><c>GET /open-apis/event/v1/connection</c>: how many connections the app has.</summary>
internal static class ConnectionCountEndpoint
{
    public const string Path = "/open-apis/event/v1/connection";

    public static async Task HandleAsync(HttpContext context, FakePlatform platform)
    {
        ApiCall call = new(context, platform, "connectionCount");
        var app = call.Caller(out var refusal);
        await call.WriteAsync(app, refusal ?? ApiAnswer.Data(new() { ["online_instance_cnt"] = app!.LiveConnections }));
    }
}
