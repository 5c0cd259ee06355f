using FeishuOrleans.Page.Tests.Kit;
using FeishuOrleans.Testing;
using Microsoft.Playwright;

namespace FeishuOrleans.Page.Tests;

/// <summary>The page without a mouse.</summary>
[Collection(SharedFleet.Name)]
public sealed class KeyboardTests(FleetRig rig)
{
    [Fact]
    public async Task Walk_FromTheLinkToTheButtons_ComesBackToTheAccount()
    {
        await using var browser = await rig.SignedInAsync(FleetRig.OperatorKey);
        await browser.PhaseAsync("orders", "connected");
        var keys = browser.Page.Keyboard;

        await keys.PressAsync("Tab");
        Assert.Equal("Skip to the accounts", await FocusedAsync(browser.Page));
        await keys.PressAsync("Enter");
        await keys.PressAsync("Tab");
        Assert.Equal("orders", await FocusedAsync(browser.Page));
        await keys.PressAsync("ArrowDown");
        Assert.Equal("shop", await FocusedAsync(browser.Page));
        await keys.PressAsync("End");
        Assert.Equal("sneaky", await FocusedAsync(browser.Page));
        await keys.PressAsync("Home");
        await keys.PressAsync("Enter");
        await browser.Details.WaitForAsync().Within(what: "the details");
        Assert.Equal("Close", await FocusedAsync(browser.Page));
        await keys.PressAsync("Escape");
        Assert.Equal("orders", await FocusedAsync(browser.Page));
    }

    [Fact]
    public async Task Focus_WhileTheRowChanges_Stays()
    {
        await using var browser = await rig.SignedInAsync(FleetRig.OperatorKey);
        await browser.PhaseAsync("sneaky", "connected");
        await browser.Row("sneaky").Locator("button").FocusAsync();

        rig.AppOf("sneaky").Reset();
        await browser.Row("sneaky").Locator(".phase:not([data-phase=connected])").WaitForAsync().Within(what: "the loss to show");

        Assert.Equal("sneaky", await FocusedAsync(browser.Page));
        await browser.PhaseAsync("sneaky", "connected");
        Assert.Equal("sneaky", await FocusedAsync(browser.Page));
    }

    [Fact]
    public async Task Focus_OnAButtonThatDidItsWork_Stays()
    {
        await using var browser = await rig.SignedInAsync(FleetRig.OperatorKey);
        await browser.PhaseAsync("sneaky", "connected");
        await browser.OpenAsync("sneaky");
        await browser.Details.Locator("[data-word=stop]").FocusAsync();

        await browser.Page.Keyboard.PressAsync("Space");
        await browser.PhaseAsync("sneaky", "stopped");

        Assert.Equal("Stop", await FocusedAsync(browser.Page));
        await browser.PressAsync("start");
        await browser.PhaseAsync("sneaky", "connected");
    }

    private static Task<string> FocusedAsync(IPage page) => page.EvaluateAsync<string>("() => document.activeElement.textContent").Within(what: "what has the focus");
}
