using FeishuOrleans.Page.Tests.Kit;
using FeishuOrleans.Testing;

namespace FeishuOrleans.Page.Tests;

[Collection(SharedFleet.Name)]
public sealed class SafetyTests(FleetRig rig)
{
    private const string Hostile = "<img src=x onerror=\"document.title='broken'\"><script>document.title='broken'</script>";

    [Fact]
    public async Task Page_Headers_LetNothingInFromElsewhere()
    {
        await using var browser = await rig.OpenAsync();

        var headers = browser.Response.Headers;
        Assert.Equal(
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
            headers["content-security-policy"]);
        Assert.Equal("nosniff", headers["x-content-type-options"]);
        Assert.Equal("no-referrer", headers["referrer-policy"]);
    }

    [Fact]
    public async Task NameOfABot_ThatIsMarkup_IsShownAsText()
    {
        await using var browser = await rig.SignedInAsync(FleetRig.OperatorKey);
        var name = FleetRig.Accounts["sneaky"].Name!;
        await browser.Row("sneaky").GetByText(name).WaitForAsync().Within(what: "the name as text");
        await browser.OpenAsync("sneaky");

        Assert.Contains(name, await browser.Page.InnerTextAsync("#facts"), StringComparison.Ordinal);
        Assert.Equal(0, await browser.Page.Locator("img").CountAsync());
        Assert.Equal("Fleet · FeishuOrleans", await browser.Page.TitleAsync());
    }

    [Fact]
    public async Task EveryText_ThatIsMarkup_IsShownAsText()
    {
        await using var browser = await rig.SignedInAsync(FleetRig.OperatorKey, prepare: static page =>
            FabricatedFleet.ServeAsync(page, [FabricatedFleet.Account(Hostile, "faulted", Hostile, Hostile, Hostile)]));
        // There is no such account to ask for its timeline.
        browser.Announce("400");
        browser.Announce("404");
        await browser.Rows.First.Locator("button").ClickAsync().Within(what: "the button of the account");
        await browser.Details.WaitForAsync().Within(what: "the details");

        Assert.Equal(0, await browser.Page.Locator("img, #fleet script, #details script").CountAsync());
        Assert.Equal("Fleet · FeishuOrleans", await browser.Page.TitleAsync());
        Assert.Equal(Hostile, await browser.Page.InnerTextAsync("#details-title"));
    }
}
