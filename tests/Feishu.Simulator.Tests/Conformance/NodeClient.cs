using System.Text.Json.Nodes;
using Feishu.Simulator.Platform;
using FeishuOrleans.Testing.Processes;

namespace Feishu.Simulator.Tests.Conformance;

/// <summary>The official node SDK in a process of its own, one client an app.</summary>
internal sealed class NodeClient : IAsyncDisposable
{
    private readonly NodeProcess _process;

    private NodeClient(NodeProcess process) => _process = process;

    public static NodeClient Start(SimulatorHost host, IEnumerable<FakeApp> apps, JsonObject? options = null) =>
        new(NodeProcess.Start(Path.Combine("node-sdk", "client.js"), new JsonObject
        {
            ["domain"] = host.Address.GetLeftPart(UriPartial.Authority),
            ["apps"] = new JsonArray([.. apps.Select(app => new JsonObject { ["appId"] = app.AppId, ["appSecret"] = app.AppSecret })]),
            ["options"] = options ?? [],
        }));

    /// <summary>Gives every client a word.</summary>
    public void Tell(string word) => _process.Tell(word);

    /// <summary>Waits for something a client says, or said; each line is heard once.</summary>
    public Task<JsonObject> HearAsync(FakeApp app, string what, Func<JsonObject, bool>? match = null) =>
        _process.HearAsync(what, line => (string?)line["appId"] == app.AppId && match?.Invoke(line) != false);

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
