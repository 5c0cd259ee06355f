using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Feishu.Simulator.Tests.Kit;
using FeishuOrleans.Testing;

namespace Feishu.Simulator.Tests.Conformance;

/// <summary>The official node SDK in a process of its own: what it says, line by line.</summary>
internal sealed class NodeClient : IAsyncDisposable
{
    private static readonly string[] ProxyVariables = ["HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy", "ALL_PROXY", "all_proxy"];

    private readonly Process _process;
    private readonly List<JsonObject> _said = [];
    private readonly Channel<JsonObject> _heard = Channel.CreateUnbounded<JsonObject>();
    private readonly Task _listening;

    private NodeClient(Process process)
    {
        _process = process;
        _listening = ListenAsync();
    }

    /// <summary>Everything said so far and looked at by a wait.</summary>
    public IReadOnlyList<JsonObject> Said => _said;

    public static NodeClient Start(SimulatorHost host, string appId, string appSecret, JsonObject? options = null)
    {
        JsonObject wanted = new()
        {
            ["domain"] = host.Address.GetLeftPart(UriPartial.Authority),
            ["appId"] = appId,
            ["appSecret"] = appSecret,
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

    public void Tell(string word) => _process.StandardInput.WriteLine(word);

    /// <summary>Waits for the next thing of a kind; what was said before and after another wait is not lost.</summary>
    public async Task<JsonObject> HearAsync(string what, Func<JsonObject, bool>? match = null)
    {
        try
        {
            while (true)
            {
                var said = await _heard.Reader.ReadAsync().AsTask().Within(what: $"node to say {what}");
                _said.Add(said);
                if ((string?)said["what"] == what && match?.Invoke(said) != false)
                    return said;
            }
        }
        catch (Exception e) when (e is TimeoutException or ChannelClosedException)
        {
            throw new InvalidOperationException(
                $"Node did not say {what}. It said: {string.Join('\n', _said.Select(said => said.ToJsonString()))}", e);
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
            _heard.Writer.TryWrite(Parse(line));
        if (await errors is { Length: > 0 } text)
            _heard.Writer.TryWrite(new JsonObject { ["what"] = "stderr", ["text"] = text });
        _heard.Writer.Complete();
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
