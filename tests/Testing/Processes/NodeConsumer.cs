using System.Text.Json.Nodes;

namespace FeishuOrleans.Testing.Processes;

/// <summary>The official node SDK's HTTP adaptor behind a webhook, in a process of its own.</summary>
public sealed class NodeConsumer : IAsyncDisposable
{
    private readonly NodeProcess _process;

    private NodeConsumer(NodeProcess process, int port)
    {
        _process = process;
        Url = new Uri($"http://127.0.0.1:{port}/webhook");
    }

    /// <summary>URL of the webhook.</summary>
    public Uri Url { get; }

    /// <param name="encryptKey">Its Encrypt Key; null for none.</param>
    /// <param name="secret">The secret it verifies Standard Webhooks signatures with; null: it does not.</param>
    /// <param name="autoChallenge">Whether the SDK answers challenges, which is off by default there.</param>
    public static async Task<NodeConsumer> StartAsync(string? encryptKey = null, string? secret = null, bool autoChallenge = true)
    {
        await NodePackages.InstallAsync();
        var process = NodeProcess.Start(Path.Combine("node-sdk", "consumer.js"), new JsonObject
        {
            ["encryptKey"] = encryptKey,
            ["verificationToken"] = "token",
            ["secret"] = secret,
            ["autoChallenge"] = autoChallenge,
        });
        try
        {
            return new NodeConsumer(process, (int)(await process.HearAsync("listening"))["port"]!);
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc cref="NodeProcess.HearAsync"/>
    public Task<JsonObject> HearAsync(string what, Func<JsonObject, bool>? match = null) => _process.HearAsync(what, match);

    /// <inheritdoc cref="NodeProcess.CountOf"/>
    public int CountOf(string what) => _process.CountOf(what);

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
