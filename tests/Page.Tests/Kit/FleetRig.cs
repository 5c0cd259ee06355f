using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Feishu.Simulator;
using Feishu.Simulator.Platform;
using FeishuOrleans.Testing;
using FeishuOrleans.Testing.Processes;
using FeishuOrleans.Testing.Webhooks;
using Microsoft.Playwright;

namespace FeishuOrleans.Page.Tests.Kit;

/// <summary>Two silos as programs with three accounts before a simulated platform, and a browser.</summary>
public sealed class FleetRig : IAsyncLifetime
{
    /// <summary>May look and steer.</summary>
    public const string OperatorKey = "operator-key-0123456789abcdef";

    /// <summary>May look.</summary>
    public const string ReaderKey = "reader-key-0123456789abcdef";

    private const string Secret = "secret";

    private readonly TemporaryDirectory _directory = new();
    private readonly Dictionary<string, string> _states = [];
    private readonly HttpClient _http = new();
    private SimulatorHost _simulator = null!;
    private WebhookConsumer _consumer = null!;
    private readonly List<SiloProcess> _silos = [];
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    /// <summary>Where the page is.</summary>
    public Uri Address => _silos[0].Http;

    /// <summary>Where the other silo has it.</summary>
    public Uri OtherAddress => _silos[1].Http;

    /// <summary>Accounts and the apps behind them.</summary>
    public static IReadOnlyDictionary<string, AppRegistration> Accounts { get; } = new Dictionary<string, AppRegistration>
    {
        ["orders"] = new("cli_00000000000000a1", Secret, "订单助手"),
        ["shop"] = new("cli_00000000000000a2", Secret, "Shop"),
        ["sneaky"] = new("cli_00000000000000a3", Secret, "<img src=x onerror=\"document.title='broken'\">"),
    };

    public async ValueTask InitializeAsync()
    {
        _simulator = await SimulatorHost.StartAsync(new SimulatorOptions { Apps = [.. Accounts.Values] });
        _consumer = await WebhookConsumer.StartAsync();
        for (var number = 0; number < 2; number++)
            _silos.Add(await StartSiloAsync());
        foreach (var (id, app) in Accounts)
            await AddAsync(id, app);
        _playwright = await Playwright.CreateAsync().Within(what: "the driver of the browser");
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = "/usr/bin/chromium",
            // Its sandbox refuses to run as root; the only pages here are our own.
            Args = Environment.IsPrivilegedProcess ? ["--no-sandbox"] : [],
        }).Within(what: "the browser");
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _browser.DisposeAsync();
        _playwright.Dispose();
        foreach (var silo in _silos)
            await silo.DisposeAsync();
        await _simulator.DisposeAsync();
        await _consumer.DisposeAsync();
        _directory.Dispose();
    }

    /// <summary>What the platform has for an account.</summary>
    public FakeApp AppOf(string account) => _simulator.Platform.App(Accounts[account].AppId);

    /// <summary>The account's status, as programs see it.</summary>
    public async Task<JsonElement> StatusAsync(string account)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Address, $"/api/accounts/{account}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", OperatorKey);
        using var answer = await _http.SendAsync(request).Within(what: "the status");
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>Opens the page in a browser that nobody has used, without signing in.</summary>
    public Task<FleetBrowser> OpenAsync(Func<IPage, Task>? prepare = null) => OpenAsync(new BrowserNewContextOptions(), prepare);

    /// <summary>Opens the page of a silo that is not one of these, and wants no key.</summary>
    public async Task<FleetBrowser> OpenAsync(Uri address)
    {
        var context = await _browser.NewContextAsync().Within(what: "a browser");
        context.SetDefaultTimeout((float)Waiting.Limit.TotalMilliseconds);
        var browser = new FleetBrowser(await context.NewPageAsync().Within(what: "a page"), address);
        await browser.LoadAsync();
        return browser;
    }

    /// <summary>Opens the page signed in.</summary>
    /// <param name="key">The key. Its session is shared by the tests, because signing in is limited.</param>
    /// <param name="scheme">Light or dark.</param>
    /// <param name="prepare">Done before the page is loaded.</param>
    public async Task<FleetBrowser> SignedInAsync(string key, ColorScheme scheme = ColorScheme.Light, Func<IPage, Task>? prepare = null)
    {
        if (!_states.TryGetValue(key, out var state))
        {
            await using var first = await OpenAsync();
            await first.SignInAsync(key);
            await first.ReadyAsync();
            _states[key] = state = await first.Page.Context.StorageStateAsync();
        }

        var browser = await OpenAsync(new BrowserNewContextOptions { StorageState = state, ColorScheme = scheme, ViewportSize = new ViewportSize { Width = 1400, Height = 800 } }, prepare);
        await browser.ReadyAsync();
        return browser;
    }

    private Task<SiloProcess> StartSiloAsync() => SiloProcess.StartAsync(
        _directory.Path,
        SiloPorts.Free(),
        [
            $"--Feishu:BaseAddress={_simulator.Address}",
            .. KeyOf("operator", OperatorKey, "read,operate"),
            .. KeyOf("reader", ReaderKey, "read"),
        ]);

    private static string[] KeyOf(string name, string key, string scopes) =>
    [
        $"--Api:Keys:{name}:Sha256={Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)))}",
        $"--Api:Keys:{name}:Scopes={scopes}",
    ];

    private async Task<FleetBrowser> OpenAsync(BrowserNewContextOptions options, Func<IPage, Task>? prepare)
    {
        var context = await _browser.NewContextAsync(options).Within(what: "a browser");
        context.SetDefaultTimeout((float)Waiting.Limit.TotalMilliseconds);
        var browser = new FleetBrowser(await context.NewPageAsync().Within(what: "a page"), Address);
        if (prepare is not null)
            await prepare(browser.Page).Within(what: "the preparation of the page");
        await browser.LoadAsync();
        return browser;
    }

    private async Task AddAsync(string id, AppRegistration app)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(Address, $"/api/accounts/{id}"))
        {
            Content = JsonContent.Create(new { appId = app.AppId, appSecret = Secret, webhook = new { url = _consumer.Url } }),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", OperatorKey);
        using var answer = await _http.SendAsync(request).Within(what: "the account");
        answer.EnsureSuccessStatusCode();
    }
}
