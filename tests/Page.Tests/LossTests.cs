using System.Net.Http.Json;
using FeishuOrleans.Page.Tests.Kit;
using FeishuOrleans.Testing;
using FeishuOrleans.Testing.Processes;

namespace FeishuOrleans.Page.Tests;

/// <summary>The silo that serves the page is killed, and started again where it was.</summary>
[Collection(SharedFleet.Name)]
public sealed class LossTests(FleetRig rig) : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly SiloPorts _ports = SiloPorts.Free();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Silo_KilledAndStartedAgain_PageSaysSoAndComesBack()
    {
        await using var killed = await StartAsync("http://127.0.0.1:0");
        await AddAccountAsync(killed.Http);
        await using var browser = await rig.OpenAsync(killed.Http);
        // What the browser itself says of a service that is gone.
        browser.Announce("net::ERR_");
        browser.Announce("Failed to load resource");
        await browser.PhaseAsync("orders", "stopped");

        await killed.KillAsync();
        await browser.Page.GetByText("The connection to the service is lost.").WaitForAsync().Within(what: "the page to say that it lost the service");
        Assert.Equal(1, await browser.Rows.CountAsync());
        await using var next = await StartAsync(killed.Http.ToString());

        await browser.Page.GetByText("Live", new() { Exact = true }).WaitForAsync().Within(what: "the page to be live again");
        await browser.PhaseAsync("orders", "stopped");
    }

    private Task<SiloProcess> StartAsync(string url) => SiloProcess.StartAsync(_directory.Path, _ports, "--Feishu:BaseAddress=http://127.0.0.1:9", $"--urls={url}");

    private static async Task AddAccountAsync(Uri silo)
    {
        using var http = new HttpClient();
        using var answer = await http
            .PutAsJsonAsync(new Uri(silo, "/api/accounts/orders"), new { appId = "cli_00000000000000b1", appSecret = "secret", enabled = false })
            .Within(what: "the account");
        answer.EnsureSuccessStatusCode();
    }
}
