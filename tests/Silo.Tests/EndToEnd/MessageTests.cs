using System.Text.Json;
using Feishu.Simulator;
using Feishu.Simulator.Faults;
using Feishu.Simulator.Platform;
using Feishu.Simulator.Recording;
using FeishuOrleans.Testing;
using FeishuOrleans.Testing.Processes;

namespace FeishuOrleans.Silo.Tests.EndToEnd;

/// <summary>Messages from the command line to the platform: silo and feishuctl as programs.</summary>
[Collection(ProcessTests.Name)]
public sealed class MessageTests : IAsyncLifetime
{
    private const string AppId = "cli_0123456789abcdef", Secret = "s3cret";

    private readonly TemporaryDirectory _directory = new();
    private readonly SiloPorts _ports = SiloPorts.Free();
    private SimulatorHost _simulator = null!;
    private SiloProcess _silo = null!;
    private FakeApp _app = null!;

    public async ValueTask InitializeAsync()
    {
        _simulator = await SimulatorHost.StartAsync();
        _app = _simulator.Platform.Register(new AppRegistration(AppId, Secret));
        _silo = await SiloProcess.StartAsync(_directory.Path, _ports, [$"--Feishu:BaseAddress={_simulator.Address}"]);
        await RunAsync($"accounts add a1 --app-id {AppId}", Secret);
    }

    public async ValueTask DisposeAsync()
    {
        await _silo.DisposeAsync();
        await _simulator.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task Send_EveryKindOfContent_Arrives()
    {
        var card = FileOf("card", """{"elements":[]}""");

        await RunAsync("messages send a1 --chat-id oc_1 --text 你好");
        await RunAsync("messages send a1 --email ann@example.org", "from standard input\n");
        await RunAsync($"messages send a1 --open-id ou_1 --text-file {FileOf("text", "two\nlines\n")}");
        await RunAsync($"messages send a1 --union-id on_1 --card-file {card}");
        await RunAsync($"messages send a1 --user-id u1 --type image --content-file {FileOf("image", """{"image_key":"img_1"}""")}");
        var sent = await RunAsync($"messages reply a1 om_1 --chat-id oc_1 --post-file {FileOf("post", """{"zh_cn":{"title":"t","content":[]}}""")}");

        Assert.Equal(["text", "text", "text", "interactive", "image", "post"], Messages().Select(static message => message.MessageType));
        Assert.Equal(["你好", "from standard input", "two\nlines"], Messages().Take(3).Select(static message =>
            JsonDocument.Parse(message.Content).RootElement.GetProperty("text").GetString()));
        Assert.Equal("om_1", Messages()[5].ReplyTo);
        Assert.StartsWith($"Sent as {Messages()[5].MessageId} to chat ", sent, StringComparison.Ordinal);
        Assert.DoesNotContain("from standard input", _silo.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_TheSameKeyAgain_IsOneMessageWithOneId()
    {
        const string Command = "messages send a1 --chat-id oc_1 --text hello --idempotency-key order-7 --output json";

        var first = JsonDocument.Parse(await RunAsync(Command)).RootElement.GetProperty("messageId").GetString();
        var again = JsonDocument.Parse(await RunAsync(Command)).RootElement.GetProperty("messageId").GetString();

        Assert.Equal((Messages()[0].MessageId, first), (first, again));
        Assert.Single(Messages(), static message => !message.Repeated);
    }

    [Fact]
    public async Task Send_Refused_SaysWhyAndWhatToDo()
    {
        _app.Faults.Messages.Set(new ApiFault { HttpStatus = 400, Code = 230002, Times = 1 });

        Assert.Contains("Add the bot to the chat.", await FailAsync(1, "messages send a1 --chat-id oc_1 --text hello"), StringComparison.Ordinal);
        Assert.Contains("invalidMessage", await FailAsync(1, $"messages send a1 --chat-id oc_1 --card-file {FileOf("none", "nonsense")}"), StringComparison.Ordinal);
        await FailAsync(4, "messages send nobody --chat-id oc_1 --text hello");
        await FailAsync(2, "messages send a1 --text hello");
        await FailAsync(2, "messages send a1 --chat-id oc_1 --email ann@example.org --text hello");
        await FailAsync(2, "messages send a1 --chat-id oc_1 --text hello --type image");
        await FailAsync(2, "messages send a1 --chat-id oc_1 --card-file no-such-file");
        Assert.Empty(Messages());
    }

    private IReadOnlyList<MessageSent> Messages() => _app.Log.Of<MessageSent>();

    private async Task<string> RunAsync(string command, string? input = null)
    {
        var (exitCode, text) = await Feishuctl.RunAsync(_ports.Gateway, command, input);
        Assert.True(exitCode == 0, text);
        return text.TrimEnd();
    }

    private async Task<string> FailAsync(int expected, string command)
    {
        var (exitCode, text) = await Feishuctl.RunAsync(_ports.Gateway, command);
        Assert.True(exitCode == expected, $"{exitCode}: {text}");
        return text;
    }

    private string FileOf(string name, string text)
    {
        var path = _directory.Beside(name);
        File.WriteAllText(path, text);
        return path;
    }
}
