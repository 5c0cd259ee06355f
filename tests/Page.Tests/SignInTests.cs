using FeishuOrleans.Page.Tests.Kit;
using FeishuOrleans.Testing;

namespace FeishuOrleans.Page.Tests;

[Collection(SharedFleet.Name)]
public sealed class SignInTests(FleetRig rig)
{
    [Fact]
    public async Task SignIn_WrongKey_IsRefusedInWords()
    {
        await using var browser = await rig.OpenAsync();
        browser.Announce("401");

        await browser.SignInAsync("wrong");

        await browser.Page.GetByText("This is none of the keys in Api:Keys.").WaitForAsync().Within(what: "the refusal");
        Assert.False(await browser.Page.IsVisibleAsync("#fleet"));
        Assert.Empty(await browser.Page.InputValueAsync("#key"));
    }

    [Fact]
    public async Task SignIn_Key_StaysNowhereInTheBrowser()
    {
        await using var browser = await rig.SignedInAsync(FleetRig.ReaderKey);

        Assert.Contains("Key reader: read", await browser.Page.InnerTextAsync("#who"), StringComparison.Ordinal);
        Assert.Equal(0, await browser.Page.EvaluateAsync<int>("() => localStorage.length + sessionStorage.length"));
        Assert.Empty(await browser.Page.EvaluateAsync<string>("() => document.cookie + location.search + location.hash"));
        Assert.DoesNotContain(FleetRig.ReaderKey, await browser.Page.ContentAsync(), StringComparison.Ordinal);
        var cookie = Assert.Single(await browser.Page.Context.CookiesAsync());
        Assert.True(cookie.HttpOnly);
        Assert.Equal(Microsoft.Playwright.SameSiteAttribute.Strict, cookie.SameSite);
        Assert.DoesNotContain(FleetRig.ReaderKey, cookie.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Session_OfOneSilo_HoldsOnTheOther()
    {
        await using var browser = await rig.SignedInAsync(FleetRig.ReaderKey);
        var rows = await browser.Rows.CountAsync();

        // Cookies are for a host, whatever the port; a balancer before the silos makes no other difference.
        await browser.LoadAsync(rig.OtherAddress);
        await browser.ReadyAsync();

        Assert.Equal(rows, await browser.Rows.CountAsync());
    }

    [Fact]
    public async Task SignOut_Session_IsOverInEveryTab()
    {
        await using var browser = await rig.OpenAsync();
        await browser.SignInAsync(FleetRig.ReaderKey);
        await browser.ReadyAsync();
        var cookies = await browser.Page.Context.CookiesAsync();
        var other = await browser.Page.Context.NewPageAsync();
        await other.GotoAsync(rig.Address.ToString()).Within(what: "the page in another tab");
        await other.WaitForSelectorAsync("#rows tr").Within(what: "the accounts in another tab");

        await browser.Page.ClickAsync("#sign-out").Within(what: "the button that signs out");
        await browser.Page.WaitForSelectorAsync("#sign-in-form").Within(what: "the form");
        // The service ends the stream of the other one.
        await other.WaitForSelectorAsync("#sign-in-form").Within(what: "the form in the other tab");

        // Whoever kept the cookie has nothing either.
        await browser.Page.Context.AddCookiesAsync(cookies.Select(static cookie => new Microsoft.Playwright.Cookie
        {
            Name = cookie.Name,
            Value = cookie.Value,
            Domain = cookie.Domain,
            Path = cookie.Path,
        }));
        await browser.LoadAsync();
        await browser.Page.WaitForSelectorAsync("#sign-in-form").Within(what: "the form");
    }
}
