using System.Text.Json;
using FeishuOrleans.Page.Tests.Kit;
using FeishuOrleans.Testing;
using FeishuOrleans.Testing.Processes;
using Microsoft.Playwright;

namespace FeishuOrleans.Page.Tests;

/// <summary>axe-core on every view, in light and dark.</summary>
[Collection(SharedFleet.Name)]
public sealed class AccessibilityTests(FleetRig rig)
{
    private static readonly string Folder = RepositoryRoot.File(Path.Combine("tests", "Conformance", "axe"));
    /// <summary>Rules that have something to look at in every view: a report of fewer looked at nothing.</summary>
    private const int FewestPasses = 10;

    private static readonly string[] Grave = ["serious", "critical"];

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Views_Always_HaveNothingSerious(ColorScheme scheme)
    {
        await using (var form = await rig.OpenAsync())
        {
            await form.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
            await form.Page.WaitForSelectorAsync("#sign-in-form").Within(what: "the form");
            await CheckAsync(form.Page, "the form");
        }

        await using var fleet = await rig.SignedInAsync(FleetRig.OperatorKey, scheme, static page =>
            FabricatedFleet.ServeAsync(page, FabricatedFleet.Accounts(20)));
        await CheckAsync(fleet.Page, "the table");

        await fleet.OpenAsync("bot-00005");
        fleet.Announce("404");
        await CheckAsync(fleet.Page, "an account");
    }

    private static async Task CheckAsync(IPage page, string view)
    {
        await NodePackages.InstallAsync(Folder);
        // Not as a script of the page, which its own policy would refuse.
        await page.EvaluateAsync(await File.ReadAllTextAsync(Path.Combine(Folder, "node_modules", "axe-core", "axe.min.js")));
        var report = await page.EvaluateAsync<JsonElement>("async () => { const { passes, violations } = await axe.run(); return { passes: passes.length, violations }; }").Within(what: "the report of axe");

        Assert.InRange(report.GetProperty("passes").GetInt32(), FewestPasses, int.MaxValue);
        var found = report.GetProperty("violations").EnumerateArray()
            .Where(static violation => Grave.Contains(violation.GetProperty("impact").GetString()))
            .Select(violation => $"{view}: {violation.GetProperty("id").GetString()}: {violation.GetProperty("nodes")[0].GetProperty("html").GetString()}");
        Assert.Empty(found);
    }
}
