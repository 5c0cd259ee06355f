using FeishuOrleans.Page.Tests.Kit;
using FeishuOrleans.Testing;
using Microsoft.Playwright;

namespace FeishuOrleans.Page.Tests;

/// <summary>Makes the pictures of docs/fleet-page.md, from silos with as many accounts: to keep them, name a folder of the checkout in the variable <c>PICTURES</c>.</summary>
[Collection(SharedFleet.Name)]
public sealed class PictureTests(FleetRig rig) : IDisposable
{
    private const int Largest = 300 * 1024;

    private readonly TemporaryDirectory _directory = new();

    private string Folder => Environment.GetEnvironmentVariable("PICTURES") is { } kept ? RepositoryRoot.File(kept) : _directory.Path;

    [Fact]
    public async Task ThreeAccounts_AndOneThatWasLost_AreShown()
    {
        await using var fleet = await DeclaredFleet.StartAsync(3);
        await using var browser = await OpenAsync(fleet, "1 to 3 of 3");
        await ShootAsync(browser.Page, "three");

        var loss = browser.Row("hr-0000").Locator(".phase:not([data-phase=connected])").WaitForAsync();
        fleet.First.Reset();
        await loss.Within(what: "the loss to show");
        await browser.PhaseAsync("hr-0000", "connected");
        await browser.OpenAsync("hr-0000");
        await browser.Page.GetByText("Newest first").WaitForAsync().Within(what: "the timeline");
        await ShootAsync(browser.Page, "account");
    }

    [Fact]
    public async Task ThousandAccounts_AndThoseThatNeedAttention_AreShown()
    {
        await using var fleet = await DeclaredFleet.StartAsync(1_000);
        await using var browser = await OpenAsync(fleet, "1 to 100 of 1,000");
        await ShootAsync(browser.Page, "thousand");

        await browser.Page.CheckAsync("#phases input[value=attention]");
        await browser.Page.GetByText("1 to 10 of 10").WaitForAsync().Within(what: "the accounts that need attention");
        await ShootAsync(browser.Page, "attention");
    }

    public void Dispose() => _directory.Dispose();

    private async Task<FleetBrowser> OpenAsync(DeclaredFleet fleet, string shown)
    {
        var browser = await rig.SignedInAsync(FleetRig.ReaderKey);
        await browser.LoadAsync(fleet.Address);
        await browser.Page.GetByText(shown).WaitForAsync().Within(what: "the accounts");
        return browser;
    }

    private async Task ShootAsync(IPage page, string name)
    {
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
            var path = Path.Combine(Folder, $"fleet-{name}-{scheme.ToString().ToLowerInvariant()}.png");
            var picture = await page.ScreenshotAsync(new PageScreenshotOptions { Path = path }).Within(what: "the picture");
            Assert.InRange(picture.Length, 1, Largest);
        }
    }
}
