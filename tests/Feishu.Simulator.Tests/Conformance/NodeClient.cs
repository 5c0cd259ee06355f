using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Feishu.Simulator.Platform;
using FeishuOrleans.Testing;

namespace Feishu.Simulator.Tests.Conformance;

/// <summary>The official node SDK in a process of its own, one client an app: what it says, line by line.</summary>
internal sealed class NodeClient : IAsyncDisposable
{
    private static readonly string[] ProxyVariables = ["HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy", "ALL_PROXY", "all_proxy"];

    private readonly Process _process;
    private readonly Signal<JsonObject> _said = new();
    private readonly HashSet<JsonObject> _heard = new(ReferenceEqualityComparer.Instance);
    private readonly Task _listening;

    private NodeClient(Process process)
    {
        _process = process;
        _listening = ListenAsync();
    }

    public static NodeClient Start(SimulatorHost host, IEnumerable<FakeApp> apps, JsonObject? options = null)
    {
        JsonObject wanted = new()
        {
            ["domain"] = host.Address.GetLeftPart(UriPartial.Authority),
            ["apps"] = new JsonArray([.. apps.Select(app => new JsonObject { ["appId"] = app.AppId, ["appSecret"] = app.AppSecret })]),
            ["options"] = options ?? [],
        };
        ProcessStartInfo start = new("node", [Path.Combine("node-sdk", "client.js"), wanted.ToJsonString()])
        {
            WorkingDirectory = NodeModules.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in ProxyVariables)
            start.Environment.Remove(name);
        return new NodeClient(Process.Start(start)!);
    }

    /// <summary>Gives every client a word.</summary>
    public void Tell(string word) => _process.StandardInput.WriteLine(word);

    /// <summary>Waits for something a client says, or said; each line is heard once.</summary>
    public async Task<JsonObject> HearAsync(FakeApp app, string what, Func<JsonObject, bool>? match = null)
    {
        try
        {
            var line = await _said
                .FirstAsync(line => (string?)line["appId"] == app.AppId && (string?)line["what"] == what
                    && !_heard.Contains(line) && match?.Invoke(line) != false)
                .Within(what: $"node to say {what} of {app.AppId}");
            _heard.Add(line);
            return line;
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"{e.Message}. It said: {string.Join('\n', _said.Items.Select(line => line.ToJsonString()))}", e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        try
        {
            await _process.WaitForExitAsync().Within(what: "node to end");
        }
        finally
        {
            if (!_process.HasExited)
                _process.Kill();
            await _listening.Within(what: "the end of node's output");
            _process.Dispose();
        }
    }

    private async Task ListenAsync()
    {
        var errors = _process.StandardError.ReadToEndAsync();
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
            _said.Add(Parse(line));
        _said.Add(new JsonObject { ["what"] = "ended", ["text"] = await errors });
    }

    private static JsonObject Parse(string line)
    {
        try
        {
            return JsonNode.Parse(line)!.AsObject();
        }
        catch (JsonException)
        {
            return new JsonObject { ["what"] = "other", ["text"] = line };
        }
    }
}
