using FeishuOrleans.Testing;
using Microsoft.Playwright;

namespace FeishuOrleans.Page.Tests.Kit;

/// <summary>The page in a browser of its own. A complaint of the browser, or a request to elsewhere, fails the test.</summary>
public sealed class FleetBrowser : IAsyncDisposable
{
    private Uri _address;
    private readonly List<string> _complaints = [];
    private readonly List<string> _announced = [];

    public FleetBrowser(IPage page, Uri address)
    {
        (Page, _address) = (page, address);
        page.Console += (_, message) => Note(message.Type is "error" or "warning" ? message.Text : null);
        page.PageError += (_, error) => Note(error);
        page.Request += (_, request) => Note(new Uri(request.Url).Authority == _address.Authority ? null : $"asked {request.Url}");
    }

    public IPage Page { get; }

    /// <summary>The answer that brought the page.</summary>
    public IResponse Response { get; private set; } = null!;

    public ILocator Rows => Page.Locator("#rows tr");

    public ILocator Details => Page.Locator("#details");

    public ILocator Row(string account) => Page.Locator($"#rows tr[data-id='{account}']");

    /// <summary>Loads the page from another silo.</summary>
    public Task LoadAsync(Uri address)
    {
        _address = address;
        return LoadAsync();
    }

    public async Task LoadAsync() => Response = (await Page.GotoAsync(_address.ToString()).Within(what: "the page"))!;

    /// <summary>The test expects the browser to complain like this.</summary>
    public void Announce(string complaint) => _announced.Add(complaint);

    public async Task SignInAsync(string key)
    {
        await Page.FillAsync("#key", key).Within(what: "the field for the key");
        await Page.ClickAsync("#sign-in button").Within(what: "the button that signs in");
    }

    /// <summary>Waits until the accounts are shown.</summary>
    public Task ReadyAsync() => Page.WaitForSelectorAsync("#rows tr").Within(what: "the accounts");

    /// <summary>Waits until an account is shown in a phase.</summary>
    public Task PhaseAsync(string account, string phase) =>
        Row(account).Locator($".phase[data-phase={phase}]").WaitForAsync().Within(what: $"{account} shown as {phase}");

    /// <summary>Opens an account.</summary>
    public async Task OpenAsync(string account)
    {
        await Row(account).Locator("button").ClickAsync().Within(what: $"the button of {account}");
        await Details.WaitForAsync().Within(what: $"the details of {account}");
    }

    /// <summary>Presses a button that steers the account that is open.</summary>
    public Task PressAsync(string word) => Details.Locator($"button[data-word={word}][aria-disabled=false]").ClickAsync().Within(what: $"the button {word}");

    public async ValueTask DisposeAsync()
    {
        await Page.Context.DisposeAsync();
        Assert.DoesNotContain(_complaints, complaint => !_announced.Any(announced => complaint.Contains(announced, StringComparison.Ordinal)));
    }

    private void Note(string? complaint)
    {
        if (complaint is not null)
            _complaints.Add(complaint);
    }
}
