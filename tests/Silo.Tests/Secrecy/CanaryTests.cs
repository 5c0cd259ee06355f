using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Feishu.Simulator;
using Feishu.Simulator.Delivery;
using Feishu.Simulator.Faults;
using Feishu.Simulator.Platform;
using Feishu.Simulator.Recording;
using FeishuOrleans.Silo.Tests.Api.Kit;
using FeishuOrleans.Silo.Tests.EndToEnd;
using FeishuOrleans.SiloHook;
using FeishuOrleans.Testing;
using FeishuOrleans.Testing.Processes;
using FeishuOrleans.Testing.Webhooks;

namespace FeishuOrleans.Silo.Tests.Secrecy;

/// <summary>
/// Every kind of secret goes through a real silo that logs all it can, by every way in and with every kind of failure, until the silo
/// crashes. Then everything it wrote, kept, and answered is searched.
/// </summary>
[Collection(ProcessTests.Name)]
public sealed class CanaryTests : IAsyncLifetime
{
    private const string AppId = "cli_0123456789abcdef";
    private const string Received = "canary-received-text", Sent = "canary-sent-text", Pressed = "canary-pressed-value", Path = "canary-webhook-path";

    /// <summary>Everything, also what the program itself keeps quiet.</summary>
    private static readonly string[] Categories = ["Default", "Microsoft", "Orleans", "Polly", "System", "FeishuOrleans", "Feishu", "Microsoft.AspNetCore.Hosting.Diagnostics"];

    private readonly TemporaryDirectory _directory = new();
    private readonly SiloPorts _ports = SiloPorts.Free();
    private readonly List<string> _answers = [];
    private readonly HttpClient _http = new();

    private readonly Canary
        _appSecret = New("app-secret"), _otherSecret = New("other-app-secret"), _webhookSecret = New("webhook-secret"), _encryptKey = New("encrypt-key"),
        _token = New("verification-token"), _apiKey = New("api-key"), _wrongKey = New("wrong-api-key"), _clientKey = New("client-key"),
        _masterKey = new("master-key", $"canary-master-key-{RandomNumberGenerator.GetHexString(14, lowercase: true)}");

    private Canary[] Secrets => [_appSecret, _otherSecret, _webhookSecret, _encryptKey, _token, _apiKey, _wrongKey, _clientKey, _masterKey];

    private static Canary[] Texts => [new("received text", Received), new("sent text", Sent), new("pressed value", Pressed), new("path of the webhook", Path)];

    public ValueTask InitializeAsync()
    {
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _apiKey.Text);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        _directory.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Canaries_ThroughEverything_TurnUpOnlyWhereTheyBelong()
    {
        await using var simulator = await SimulatorHost.StartAsync();
        await using var consumer = await WebhookConsumer.StartAsync();
        consumer.EncryptKey = _encryptKey.Text;
        consumer.Answer = static (_, _) => ValueTask.FromResult(new WebhookAnswer(500, $$"""{ "error": "{{Received}}" }"""));
        var app = simulator.Platform.Register(new AppRegistration(AppId, _appSecret.Text));
        await using var silo = await StartAsync(simulator.Address);

        await RegisterAsync(app, consumer.Url);
        var events = await StreamAsync(silo.Http);
        await LiveAsync(app, consumer, silo.Http);
        await FailAsync(app, silo.Http);
        await LookAsync(silo.Http);
        silo.Send(UnixSignal.User1);
        Assert.NotEqual(0, await silo.ExitAsync());
        var stream = await events.Within(what: "the end of the stream");

        // What belongs where it is, and the proof that the search finds it.
        Assert.NotEmpty(FoundIn("stream", Encoding.UTF8.GetBytes(stream), Texts));
        Assert.NotEmpty(Files("journal").SelectMany(file => FoundIn(file, Read(file), Texts)));
        Assert.Contains(" trce: ", silo.Log, StringComparison.Ordinal);
        Assert.Contains("Unhandled exception", silo.Log, StringComparison.Ordinal);
        Findings(
            FoundIn("log", Encoding.UTF8.GetBytes(silo.Log), [.. Secrets, .. Texts]),
            FoundIn("answers", Encoding.UTF8.GetBytes(string.Join('\n', _answers)), [.. Secrets, .. Texts]),
            FoundIn("stream", Encoding.UTF8.GetBytes(stream), Secrets),
            Files("").SelectMany(file => FoundIn(file, Read(file), Secrets)),
            // The address of the webhook is kept in clear, as docs/security.md says; messages are in the journal alone.
            Files("cluster").SelectMany(file => FoundIn(file, Read(file), Texts[..^1])));
    }

    private static Canary New(string name) => new(name, $"canary-{name}-{RandomNumberGenerator.GetHexString(24, lowercase: true)}");

    private static IEnumerable<string> FoundIn(string place, byte[] bytes, Canary[] canaries) =>
        canaries.SelectMany(canary => canary.FindIn(bytes)).Select(found => $"{System.IO.Path.GetFileName(place)}: {found}");

    private static void Findings(params IEnumerable<string>[] findings)
    {
        var all = findings.SelectMany(static some => some).ToArray();
        Assert.True(all.Length == 0, string.Join('\n', all));
    }

    private static byte[] Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private string[] Files(string beginning) => Directory.GetFiles(_directory.Path, $"{beginning}*");

    private async Task<SiloProcess> StartAsync(Uri platform)
    {
        var settings = $$"""
            {
              "Cluster": { "ClientKey": "{{_clientKey.Text}}" },
              "Secrets": { "MasterKey": "{{Convert.ToBase64String(Encoding.ASCII.GetBytes(_masterKey.Text))}}" },
              "Api": { "Keys": { "all": { "Sha256": "{{ApiSilo.Hash(_apiKey.Text)}}", "Scopes": "read,operate,send" } } },
              "Logging": { "LogLevel": { {{string.Join(", ", Categories.Select(static category => $"\"{category}\": \"Trace\""))}} } }
            }
            """;
        await File.WriteAllTextAsync(_directory.Beside("silo.json"), settings);
        await File.WriteAllTextAsync(_directory.Beside("client-key"), _clientKey.Text);
        var crash = new Dictionary<string, string?> { ["DOTNET_STARTUP_HOOKS"] = typeof(UnhandledCrash).Assembly.Location, [UnhandledCrash.Variable] = "1" };
        return await SiloProcess.StartAsync(_directory.Path, _ports, crash, $"--config={_directory.Beside("silo.json")}", $"--Feishu:BaseAddress={platform}");
    }

    private async Task RegisterAsync(FakeApp app, Uri webhook)
    {
        foreach (var canary in new[] { _webhookSecret, _encryptKey })
            await File.WriteAllTextAsync(_directory.Beside(canary.Name), canary == _webhookSecret ? $"whsec_{Convert.ToBase64String(Encoding.ASCII.GetBytes(canary.Text))}" : canary.Text);
        var url = new Uri(webhook, $"{Path}?key={Path}");
        await ControlAsync(
            $"accounts add sales --app-id {AppId} --webhook-url {url} --webhook-secret-file {_directory.Beside(_webhookSecret.Name)} --encrypt-key-file {_directory.Beside(_encryptKey.Name)}",
            _appSecret.Text);
        await app.WaitForConnectionAsync().Within(what: "the connection");
        await ControlAsync("accounts rotate-secret sales", _otherSecret.Text);
        foreach (var command in new[] { "accounts list", "accounts show sales", "accounts show sales --output json", "accounts test-webhook sales", "cluster show", "secrets rotate", "accounts add sales --app-id " + AppId })
            await ControlAsync(command, _appSecret.Text);
    }

    private async Task LiveAsync(FakeApp app, WebhookConsumer consumer, Uri http)
    {
        var id = app.PushText(Received);
        await app.WaitForAckAsync(id).Within(what: "the acknowledgement");
        app.Push(new EventPush { Raw = $"not JSON, but {Received}" });
        await app.CallAsync(new CallbackPush { Value = new JsonObject { ["choice"] = Pressed } }).Within(what: "the answer to the callback");
        await consumer.ReceivedAsync(2);
        await SendAsync(http, HttpMethod.Post, "/api/accounts/sales/messages", $$"""{ "chatId": "oc_1", "text": "{{Sent}}" }""");
        app.Reset();
        await app.Log.WaitForCountAsync<Connected>(2, TestContext.Current.CancellationToken);
    }

    private async Task FailAsync(FakeApp app, Uri http)
    {
        app.Faults.Messages.Set(new ApiFault { HttpStatus = 400, Code = 230001, Message = $"bad text {Sent}", Times = 1 });
        await SendAsync(http, HttpMethod.Post, "/api/accounts/sales/messages/om_1/reply", $$"""{ "chatId": "oc_1", "text": "{{Sent}}" }""", keepsAnswer: false);
        await SendAsync(http, HttpMethod.Post, "/api/accounts/sales/messages", $$"""{ "chatId": "oc_1", "text": "{{Sent}}" """);
        await SendAsync(http, HttpMethod.Post, "/api/accounts/sales/messages", $$"""{ "chatId": "oc_1", "texts": "{{Sent}}" }""");
        await SendAsync(http, HttpMethod.Put, "/api/accounts/other", $$"""{ "appId": "{{_otherSecret.Text}}", "appSecret": "{{_otherSecret.Text}}" }""");
        await SendAsync(http, HttpMethod.Put, "/api/accounts/other", $$"""{ "appId": "{{AppId}}", "appSecret": "{{_otherSecret.Text}}", "domain": "http://{{_otherSecret.Text}}@x" }""");
        await SendAsync(http, HttpMethod.Put, "/api/accounts/other", $$"""{ "appId": "{{AppId}}", "appSecret": { "x": "{{_otherSecret.Text}}" } }""");
        await SendAsync(http, HttpMethod.Put, "/api/accounts/sales/credentials", $$"""{ "appSecret": "{{_otherSecret.Text}}" }""");
        await SendAsync(http, HttpMethod.Put, "/api/accounts/sales/webhook", $$"""{ "url": "http://127.0.0.1:9/{{Path}}", "secret": "{{_webhookSecret.Text}}", "verificationToken": "{{_token.Text}}" }""");
        await SendAsync(http, HttpMethod.Put, "/api/accounts/sales/webhook", $$"""{ "url": "http://127.0.0.1:9/{{Path}}", "verificationToken": "{{_token.Text}}", "encryptKey": "{{_encryptKey.Text}}" }""");
        await SendAsync(http, HttpMethod.Post, "/session", $$"""{ "key": "{{_wrongKey.Text}}" }""");
        await SendAsync(http, HttpMethod.Get, "/api/accounts", null, key: _wrongKey.Text);
        await Feishuctl.RunAsync(_ports.Gateway, "accounts list");
        app.Faults.Endpoint.Set(new EndpointFault { Code = 1000040345, Message = "no", Times = 1 });
        app.Reset();
        await app.Log.WaitForAsync<DiscoveryAnswered>(static answer => answer.Code == 1000040345, "the refusal", TestContext.Current.CancellationToken);
    }

    private async Task LookAsync(Uri http)
    {
        foreach (var path in new[] { "/", "/metrics", "/api/accounts", "/api/accounts/sales", "/api/accounts/sales/timeline", "/api/accounts/sales/parked", "/api/cluster", "/openapi/v1.json", "/session", "/health/ready" })
            await SendAsync(http, HttpMethod.Get, path, null);
        await ControlAsync("accounts show sales --output json");
    }

    /// <summary>Reads events, messages and all, until the silo is gone.</summary>
    private async Task<Task<string>> StreamAsync(Uri http)
    {
        var response = await _http.GetAsync(new Uri(http, "/api/accounts/sales/events?from=earliest"), HttpCompletionOption.ResponseHeadersRead).Within(what: "the stream");
        return ReadToEndAsync(await response.Content.ReadAsStreamAsync());
    }

    private static async Task<string> ReadToEndAsync(Stream stream)
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        try
        {
            while (await stream.ReadAsync(buffer) is > 0 and var length)
                text.Append(Encoding.UTF8.GetString(buffer, 0, length));
        }
        catch (Exception end) when (end is IOException or HttpRequestException)
        {
            // The silo crashed.
        }

        return text.ToString();
    }

    private async Task ControlAsync(string command, string? input = null)
    {
        var (_, text) = await Feishuctl.RunAsync(_ports.Gateway, $"{command} --client-key-file {_directory.Beside("client-key")}", input);
        _answers.Add(text);
    }

    private async Task SendAsync(Uri http, HttpMethod method, string path, string? body, string? key = null, bool keepsAnswer = true)
    {
        using var request = new HttpRequestMessage(method, new Uri(http, path));
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        if (key is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var response = await _http.SendAsync(request).Within(what: $"{method} {path}");
        // A problem may repeat to the sender what the platform says of the text that was sent.
        if (keepsAnswer)
            _answers.Add($"{response.Headers}\n{await response.Content.ReadAsStringAsync()}");
    }
}
