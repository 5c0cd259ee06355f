using FeishuOrleans.Page.Tests.Kit;
using FeishuOrleans.Testing;

namespace FeishuOrleans.Page.Tests;

[Collection(SharedFleet.Name)]
public sealed class SteeringTests(FleetRig rig)
{
    [Fact]
    public async Task Buttons_OfAnOperator_DoWhatTheySay()
    {
        await using var browser = await rig.SignedInAsync(FleetRig.OperatorKey);
        await browser.PhaseAsync("shop", "connected");
        await browser.OpenAsync("shop");

        await browser.PressAsync("stop");
        await browser.PhaseAsync("shop", "stopped");
        Assert.Equal("stopped", (await rig.StatusAsync("shop")).GetProperty("wanted").GetString());
        await browser.Details.GetByText("Closed by: operator").First.WaitForAsync().Within(what: "the stop on the timeline");

        await browser.PressAsync("start");
        await browser.PhaseAsync("shop", "connected");

        var connects = (await rig.StatusAsync("shop")).GetProperty("connection").GetProperty("connectedAt").GetDateTimeOffset();
        await browser.PressAsync("reconnect");
        await browser.Details.GetByText("Connecting anew.").WaitForAsync().Within(what: "the answer");
        await browser.PhaseAsync("shop", "connected");
        Assert.True((await ConnectedAsync("shop")) > connects);
    }

    [Fact]
    public async Task Pause_AndResume_HoldDeliveryAndLetItGoOn()
    {
        await using var browser = await rig.SignedInAsync(FleetRig.OperatorKey);
        await browser.OpenAsync("orders");

        await browser.PressAsync("pause");
        await browser.Details.GetByText("Delivery is held since").WaitForAsync().Within(what: "the warning");

        await browser.PressAsync("resume");
        await browser.Details.GetByText("Delivery is held since").WaitForAsync(new() { State = Microsoft.Playwright.WaitForSelectorState.Detached }).Within(what: "no warning");
    }

    [Fact]
    public async Task ReadOnlyKey_HasNoButton_AndIsRefusedWithoutOne()
    {
        await using var browser = await rig.SignedInAsync(FleetRig.ReaderKey);
        browser.Announce("403");
        await browser.OpenAsync("sneaky");

        Assert.Equal(5, await browser.Details.Locator("#actions button").CountAsync());
        Assert.Equal(0, await browser.Details.Locator("#actions button:enabled").CountAsync());
        Assert.Contains("lacks the scope operate", await browser.Page.InnerTextAsync("#no-scope"), StringComparison.Ordinal);

        // By hand, with the page's own cookie.
        var status = await browser.Page.EvaluateAsync<int>("""
            async () => (await fetch('/api/accounts/sneaky/stop', { method: 'POST', headers: { 'Content-Type': 'application/json' } })).status
            """).Within(what: "the refusal");
        Assert.Equal(403, status);
        Assert.Equal("running", (await rig.StatusAsync("sneaky")).GetProperty("wanted").GetString());
    }

    /// <summary>When the present connection came up; waits for one.</summary>
    private async Task<DateTimeOffset> ConnectedAsync(string account)
    {
        await using var browser = await rig.SignedInAsync(FleetRig.ReaderKey);
        await browser.PhaseAsync(account, "connected");
        return (await rig.StatusAsync(account)).GetProperty("connection").GetProperty("connectedAt").GetDateTimeOffset();
    }
}
