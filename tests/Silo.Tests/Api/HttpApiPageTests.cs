using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Feishu.Simulator;
using Feishu.Simulator.Platform;
using Feishu.Simulator.Recording;
using FeishuOrleans.Silo.Api;
using FeishuOrleans.Silo.Api.Problems;
using FeishuOrleans.Silo.Tests.Api.Kit;
using FeishuOrleans.Testing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;

namespace FeishuOrleans.Silo.Tests.Api;

/// <summary>docs/http-api.md against the program: commands are run as written, tables are compared.</summary>
public sealed partial class HttpApiPageTests(KeyedSilo fixture) : IClassFixture<KeyedSilo>
{
    /// <summary>A stream has no end, and curl ends with the next line that nobody takes, a quarter of a minute later: it is not waited for.</summary>
    private static string Beginning(string command, int lines) => $"head -n {lines} < <({command} 2>/dev/null)";

    private static readonly string Page = File.ReadAllText(RepositoryRoot.File("docs/http-api.md"));

    [Fact]
    public async Task Commands_OfThePage_RunAsWritten()
    {
        await using var silo = await ApiSilo.StartAsync();
        // The first block says where the others find silo and key.
        var commands = Block().Matches(Page).Select(static block => block.Groups[1].Value).Skip(1).ToArray();
        var script = string.Join('\n', commands.Prepend("set -euo pipefail"));

        var (exitCode, text) = await RunAsync(script, silo.Address.ToString().TrimEnd('/'), "unused");

        Assert.True(exitCode == 0, text);
        Assert.Contains("\"accountId\":\"shop\"", text, StringComparison.Ordinal);
        Assert.Equal(404, (await silo.SendAsync("GET", "/api/accounts/shop")).Status);
    }

    [Fact]
    public async Task Commands_ThatMakeAKey_GiveWhatTheConfigurationTakes()
    {
        var script = Block().Matches(Page).Select(static block => block.Groups[1].Value).Single(static block => block.Contains("sha256sum", StringComparison.Ordinal));

        var (exitCode, text) = await RunAsync($"{script}\nprintf %s \"$key\"", "", "");

        Assert.Equal(0, exitCode);
        var (hash, key) = (text.Split('\n')[0], text.Split('\n')[1]);
        Assert.Equal(ApiSilo.Hash(key), hash, ignoreCase: true);
    }

    [Fact]
    public async Task Stream_OfThePage_RunsAsWritten()
    {
        await using var silo = await ApiSilo.StartAsync();
        await silo.AddAccountAsync("shop");
        await silo.ReceiveAsync("shop");
        var command = Page.Split('\n').Single(static line => line.StartsWith("curl -sSN", StringComparison.Ordinal) && line.Contains("/events?", StringComparison.Ordinal));

        // Three lines beside the greeting are one event.
        var (_, text) = await RunAsync(Beginning(command, lines: 5), silo.Address.ToString().TrimEnd('/'), "unused");

        Assert.Contains("event: im.message.receive_v1\ndata: {\"accountId\":\"shop\",\"sequence\":1,", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StreamOfTheFleet_OfThePage_RunsAsWritten()
    {
        await using var silo = await ApiSilo.StartAsync();
        await silo.AddAccountAsync("shop");
        var command = Page.Split('\n').Single(static line => line.StartsWith("curl -sSN", StringComparison.Ordinal) && line.Contains("/fleet", StringComparison.Ordinal));

        // Greeting, begin, the account, ready.
        var (_, text) = await RunAsync(Beginning(command, lines: 10), silo.Address.ToString().TrimEnd('/'), "unused");

        Assert.Contains("event: begin\ndata: {}\n\nevent: accounts\ndata: [{\"accountId\":\"shop\",", text, StringComparison.Ordinal);
        Assert.Contains("event: ready\ndata: {\"accounts\":1,\"trouble\":null}\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commands_ThatNeedAPlatform_RunAsWritten()
    {
        await using var simulator = await SimulatorHost.StartAsync();
        await using var silo = await ApiSilo.StartAsync($$"""{ "Feishu": { "BaseAddress": "{{simulator.Address}}" } }""");
        var app = simulator.Platform.Register(new AppRegistration("cli_0123456789abcdef", "the-new-secret-of-the-app"));
        await silo.SendAsync("PUT", "/api/accounts/shop", body: """{ "appId": "cli_0123456789abcdef", "appSecret": "the-old-secret", "enabled": false }""");
        var commands = PlatformBlock().Matches(Page).Select(static block => block.Groups[1].Value);

        var (exitCode, text) = await RunAsync(string.Join('\n', commands.Prepend("set -euo pipefail")), silo.Address.ToString().TrimEnd('/'), "unused");

        Assert.True(exitCode == 0, text);
        Assert.Equal([null, "om_0123", null], app.Log.Of<MessageSent>().Select(static message => message.ReplyTo));
        Assert.Contains($$"""{"messageId":"{{app.Log.Of<MessageSent>()[0].MessageId}}","chatId":"oc_0123","createdAt":"20""", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Routes_OfThePage_AreThoseOfTheProgram()
    {
        var documented = RouteRow().Matches(Page).Select(static row => $"{row.Groups["route"].Value}: {row.Groups["scope"].Value}");

        var mapped = fixture.Silo.Endpoints.Where(static endpoint => endpoint.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal)).Select(static endpoint =>
            $"{endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Single()} {endpoint.RoutePattern.RawText}: {endpoint.Metadata.GetMetadata<IAuthorizeData>()!.Policy}");
        Assert.Equal(mapped.Order(), documented.Order());
    }

    [Fact]
    public void Problems_OfThePage_AreThoseOfTheProgram()
    {
        var documented = ProblemRow().Matches(Page).Select(static row => (row.Groups["name"].Value, row.Groups["status"].Value, row.Groups["title"].Value));

        Assert.Equal(ApiProblems.All.Select(static problem => (problem.Name, problem.Status.ToString(CultureInfo.InvariantCulture), problem.Title)), documented);
    }

    [Theory]
    [InlineData("body of a request", ApiLimits.MaxBodyBytes)]
    [InlineData("body of a message", ApiLimits.MaxMessageBodyBytes)]
    [InlineData("messages of one key under way on one silo", ApiLimits.MaxMessages)]
    [InlineData("requests of one key under way on one silo", ApiLimits.Concurrency)]
    [InlineData("requests of one key waiting for their turn", ApiLimits.Queue)]
    [InlineData("streams of one silo", ApiLimits.MaxStreams)]
    [InlineData("streams of one key on one silo", ApiLimits.MaxKeyStreams)]
    [InlineData("streams of the fleet of one key on one silo", ApiLimits.MaxFleetStreams)]
    [InlineData("keys that one address may try in a minute, on one silo", ApiLimits.MaxSignIns)]
    public void Limits_OfThePage_AreThoseOfTheProgram(string name, int limit) =>
        Assert.Contains($"| {name} | {limit.ToString("N0", CultureInfo.InvariantCulture)}", Page, StringComparison.Ordinal);

    private static async Task<(int ExitCode, string Text)> RunAsync(string script, string address, string key)
    {
        var start = new ProcessStartInfo("bash", ["-c", script]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["FEISHU_API"] = address;
        start.Environment["FEISHU_API_KEY"] = key;
        using var shell = Process.Start(start)!;
        var (output, error) = (shell.StandardOutput.ReadToEndAsync(), shell.StandardError.ReadToEndAsync());
        await shell.WaitForExitAsync().Within(what: "the end of the commands");
        return (shell.ExitCode, await output + await error);
    }

    [GeneratedRegex(@"^```sh\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    /// <summary>Commands that need a platform behind the silo.</summary>
    [GeneratedRegex(@"^```bash\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex PlatformBlock();

    [GeneratedRegex(@"^\| `(?<route>[A-Z]+ /api[^`]*)` \| `(?<scope>\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex RouteRow();

    [GeneratedRegex(@"^\| `(?<name>[a-z-]+)` \| (?<status>\d{3}) \| (?<title>[^|]+) \|$", RegexOptions.Multiline)]
    private static partial Regex ProblemRow();
}
