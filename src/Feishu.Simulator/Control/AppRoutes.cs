using System.Text.Json.Nodes;
using Feishu.Simulator.Platform;
using Feishu.Simulator.Recording;

namespace Feishu.Simulator.Control;

/// <summary>Apps, their config and their logs.</summary>
internal static class AppRoutes
{
    private const string App = "/control/apps/{appId}";
    private const string Example = "/control/apps/cli_0123456789abcdef";

    public static IReadOnlyList<ControlRoute> All { get; } =
    [
        new("GET", "/control/apps", "Lists the apps.", new("/control/apps"), ListAsync),
        new("PUT", App, "Registers an app, or changes its secret and identity.",
            new(Example, """{"appSecret":"secret","name":"Helper","openId":"ou_0123456789abcdef0123456789abcdef"}"""), RegisterAsync),
        new("GET", App, "Shows one app.", new(Example), request => AnswerAsync(Describe(request.App))),
        new("PATCH", $"{App}/config", "Changes the client config that discovery and pongs carry; any numbers. appId may be all.",
            new($"{Example}/config", """{"PingInterval":5,"ReconnectCount":-1,"ReconnectInterval":1,"ReconnectNonce":0}"""), ConfigureAsync),
        new("POST", $"{App}/revoke-tokens", "Makes the app's access tokens invalid. appId may be all.",
            new($"{Example}/revoke-tokens", "{}"), RevokeAsync),
        new("GET", $"{App}/log", "Reads the log; after= an entry's number, kind= one kind only.",
            new($"{Example}/log?after=0&kind=ack"), ReadLogAsync),
    ];

    private static Task<object> ListAsync(ControlRequest request) => AnswerAsync(request.Platform.Apps.Select(Describe));

    private static async Task<object> RegisterAsync(ControlRequest request)
    {
        if (request.ConcernsAll)
            throw new ArgumentException("all stands for every app; it cannot be an app id.");

        var wanted = await request.ReadAsync<RegisterRequest>();
        return Describe(request.Platform.Register(new AppRegistration(request.AppId, wanted.AppSecret, wanted.Name, wanted.OpenId)));
    }

    private static async Task<object> ConfigureAsync(ControlRequest request)
    {
        var changes = await request.ReadAsync<JsonObject>();
        var changed = request.Apps.Select(app => (App: app, Config: ControlJson.Merge(app.ClientConfig, changes))).ToList();
        foreach (var (app, config) in changed)
            app.ClientConfig = config;
        if (request.ConcernsAll)
            request.Platform.DefaultClientConfig = ControlJson.Merge(request.Platform.DefaultClientConfig, changes);
        return changed.Select(change => new { change.App.AppId, change.Config });
    }

    private static Task<object> RevokeAsync(ControlRequest request)
    {
        var apps = request.Apps;
        foreach (var app in apps)
            app.RevokeTokens();
        return AnswerAsync(new { Apps = apps.Count });
    }

    private static Task<object> ReadLogAsync(ControlRequest request)
    {
        var kind = request.Query("kind") is { } wanted ? LogEntryKinds.Check(wanted) : null;
        var entries = request.App.Log.Read(request.QueryNumber("after", 0, 0, int.MaxValue));
        return AnswerAsync(entries.Where(entry => kind is null || LogEntryKinds.NameOf(entry) == kind).ToArray());
    }

    private static object Describe(FakeApp app) => new
    {
        app.AppId,
        app.Identity,
        app.LiveConnections,
        app.ClientConfig,
        Counts = LogEntryKinds.Count(app.Log),
    };

    private static Task<object> AnswerAsync(object answer) => Task.FromResult(answer);
}
