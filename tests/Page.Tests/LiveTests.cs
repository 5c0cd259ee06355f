using FeishuOrleans.Page.Tests.Kit;
using FeishuOrleans.Testing;

namespace FeishuOrleans.Page.Tests;

[Collection(SharedFleet.Name)]
public sealed class LiveTests(FleetRig rig)
{
    /// <summary>What the page promises, by the browser's own clock.</summary>
    private const double PromisedMilliseconds = 2_000;

    [Fact]
    public async Task Connection_Killed_ShowsWithinTwoSeconds()
    {
        await using var browser = await rig.SignedInAsync(FleetRig.ReaderKey);
        await browser.PhaseAsync("orders", "connected");
        await browser.Row("orders").Locator(".phase").EvaluateAsync("""
            phase => {
              const begin = performance.now();
              window.lost = new Promise(resolve => new MutationObserver((_, observer) => {
                if (phase.dataset.phase === 'connected')
                  return;
                observer.disconnect();
                resolve(performance.now() - begin);
              }).observe(phase, { attributes: true }));
            }
            """);

        rig.AppOf("orders").Reset();

        var milliseconds = await browser.Page.EvaluateAsync<double>("() => window.lost").Within(what: "the loss to show");
        Assert.InRange(milliseconds, 0, PromisedMilliseconds);
        await browser.PhaseAsync("orders", "connected");
    }

    [Fact]
    public async Task Row_OfAnAccount_ShowsWhatTheStatusSays()
    {
        await using var browser = await rig.SignedInAsync(FleetRig.ReaderKey);
        await browser.PhaseAsync("shop", "connected");
        await browser.Row("shop").GetByText("Shop", new() { Exact = true }).WaitForAsync().Within(what: "the bot's name");

        var status = await rig.StatusAsync("shop");

        var cells = await browser.Row("shop").Locator("td").AllInnerTextsAsync();
        Assert.Contains(status.GetProperty("identity").GetProperty("openId").GetString()!, cells[2], StringComparison.Ordinal);
        Assert.Equal(status.GetProperty("silo").GetString(), cells[3]);
    }

    [Fact]
    public async Task Search_AndPhase_ShowWhatFits()
    {
        await using var browser = await rig.SignedInAsync(FleetRig.ReaderKey);
        Assert.Equal(3, await browser.Rows.CountAsync());

        await browser.Page.FillAsync("#search", "sho");
        await browser.Page.WaitForFunctionAsync("() => document.querySelectorAll('#rows tr').length === 1").Within(what: "one row");
        Assert.Equal("shop", await browser.Rows.First.GetAttributeAsync("data-id"));

        await browser.Page.CheckAsync("#phases input[value=faulted]");
        await browser.Page.GetByText("No account fits.").WaitForAsync().Within(what: "no row");
    }
}
