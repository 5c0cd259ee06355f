using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FeishuOrleans.Testing.Processes;

/// <summary>
/// A script of <c>tests/Conformance</c> in a node of its own: told by one JSON argument what to do, it says what happens, one
/// JSON object a line with the property <c>what</c>. It ends when its standard input does.
/// </summary>
public sealed class NodeProcess : IAsyncDisposable
{
    private const string End = "ended";

    private static readonly string[] ProxyVariables = ["HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy", "ALL_PROXY", "all_proxy"];

    private readonly Process _process;
    private readonly Signal<JsonObject> _said = new();
    private readonly HashSet<JsonObject> _heard = new(ReferenceEqualityComparer.Instance);
    private readonly Task _listening;

    private NodeProcess(Process process)
    {
        _process = process;
        _listening = ListenAsync();
    }

    /// <param name="script">Path below <c>tests/Conformance</c>.</param>
    /// <param name="wanted">The argument.</param>
    public static NodeProcess Start(string script, JsonObject wanted)
    {
        ProcessStartInfo start = new("node", [script, wanted.ToJsonString()])
        {
            WorkingDirectory = NodePackages.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in ProxyVariables)
            start.Environment.Remove(name);
        return new NodeProcess(Process.Start(start)!);
    }

    private string Said => string.Join('\n', _said.Items.Select(static line => line.ToJsonString()));

    /// <summary>Gives it a word on standard input.</summary>
    public void Tell(string word) => _process.StandardInput.WriteLine(word);

    /// <summary>Waits for something it says, or said; each line is heard once. Fails at once when it ends without.</summary>
    public async Task<JsonObject> HearAsync(string what, Func<JsonObject, bool>? match = null)
    {
        try
        {
            var line = await _said.FirstAsync(line => Fits(line, what, match) || IsEnd(line)).Within(what: $"node to say {what}");
            if (IsEnd(line) && what != End)
                throw new InvalidOperationException($"Node was to say {what} and ended. It said:\n{Said}");
            _heard.Add(line);
            return line;
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"{e.Message}. It said:\n{Said}", e);
        }
    }

    /// <summary>How often it has said something so far.</summary>
    public int CountOf(string what) => _said.Items.Count(line => (string?)line["what"] == what);

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
        _said.Add(new JsonObject { ["what"] = End, ["text"] = await errors });
    }

    private bool Fits(JsonObject line, string what, Func<JsonObject, bool>? match) =>
        (string?)line["what"] == what && !_heard.Contains(line) && match?.Invoke(line) != false;

    private static bool IsEnd(JsonObject line) => (string?)line["what"] == End;

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
