using FeishuOrleans.Page.Tests.Kit;
using FeishuOrleans.Testing;

namespace FeishuOrleans.Page.Tests;

[Collection(SharedFleet.Name)]
public sealed class LargeFleetTests(FleetRig rig)
{
    private const int Accounts = 5_000;

    /// <summary>Longest time the page may be deaf to keys; generous, because the machine is shared.</summary>
    private const double LongestTaskMilliseconds = 1_000;

    [Fact]
    public async Task FiveThousandAccounts_AreSearchedAndTurned_WithoutAPause()
    {
        await using var browser = await rig.SignedInAsync(FleetRig.ReaderKey, prepare: static async page =>
        {
            await page.AddInitScriptAsync("""
                window.longest = 0;
                new PerformanceObserver(list => list.getEntries().forEach(entry => window.longest = Math.max(window.longest, entry.duration)))
                  .observe({ type: 'longtask', buffered: true });
                """);
            await FabricatedFleet.ServeAsync(page, FabricatedFleet.Accounts(Accounts));
        });
        await browser.Page.GetByText("1 to 100 of 5,000, page 1 of 50").WaitForAsync().Within(what: "the first page");
        Assert.Equal(100, await browser.Rows.CountAsync());

        await browser.Page.ClickAsync("#next");
        await browser.Page.GetByText("101 to 200 of 5,000, page 2 of 50").WaitForAsync().Within(what: "the second page");
        await browser.Page.FillAsync("#search", "bot-04999");
        await browser.Page.GetByText("1 to 1 of 1, page 1 of 1").WaitForAsync().Within(what: "the account that was searched");

        Assert.InRange(await browser.Page.EvaluateAsync<double>("() => window.longest"), 0, LongestTaskMilliseconds);
    }
}
