using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Feishu.Protocol.Endpoints;
using Feishu.Simulator.Endpoints;
using Feishu.Simulator.Faults;
using Feishu.Simulator.Load;
using Feishu.Simulator.OpenApi;
using Feishu.Simulator.Recording;

namespace Feishu.Simulator.Platform;

/// <summary>The platform as a whole: apps, rules, faults. Does in process what <c>/control</c> does over HTTP. Thread-safe.</summary>
public sealed class FakePlatform : IDisposable
{
    private readonly ConcurrentDictionary<string, FakeApp> _apps = new(StringComparer.Ordinal);
    private readonly LogPolicy _logPolicy;
    private readonly Sweeper _sweeper;
    private PlatformSettings _settings;
    private LoadRun? _load;

    // Boxed, so that it is replaced in one step.
    private StrongBox<ClientConfigUpdate> _config;

    internal FakePlatform(SimulatorOptions options, Action<string, LogEntry>? observer = null)
    {
        options.Settings.Validate();
        Time = options.TimeProvider;
        _settings = options.Settings;
        _logPolicy = new LogPolicy(options.TimeProvider, options.LogCapacity, options.WaitLimit, observer);
        Dice = new Dice(options.Random);
        Tickets = new TicketBook(Dice, options.TimeProvider);
        Tokens = new TokenLedger(Dice, options.TimeProvider);
        Schedule = new Schedule(options.TimeProvider);
        Network = new Network(Schedule);
        _sweeper = new Sweeper(this);
        _sweeper.Start();
        _config = new StrongBox<ClientConfigUpdate>(options.ClientConfig);
        foreach (var app in options.Apps)
            Register(app);
    }

    /// <summary>Faults for all apps.</summary>
    public FaultBoard Faults { get; } = new();

    /// <summary>All apps, by id.</summary>
    public IReadOnlyList<FakeApp> Apps => [.. _apps.Values.OrderBy(app => app.AppId, StringComparer.Ordinal)];

    /// <summary>The rules in force.</summary>
    /// <exception cref="ArgumentException">A rule makes no sense.</exception>
    public PlatformSettings Settings
    {
        get => Volatile.Read(ref _settings);
        set
        {
            value.Validate();
            Volatile.Write(ref _settings, value);
            _sweeper.Start();
        }
    }

    /// <summary>Port and TCP connections.</summary>
    public Network Network { get; }

    /// <summary>What apps registered from now on start with.</summary>
    public ClientConfigUpdate DefaultClientConfig
    {
        get => Volatile.Read(ref _config).Value;
        set => Volatile.Write(ref _config, new StrongBox<ClientConfigUpdate>(value));
    }

    /// <summary>What the latest load run came to so far.</summary>
    public LoadReport Load => Volatile.Read(ref _load)?.Report ?? LoadReport.None;

    internal TimeProvider Time { get; }

    internal Dice Dice { get; }

    internal Schedule Schedule { get; }

    internal TicketBook Tickets { get; }

    internal TokenLedger Tokens { get; }

    /// <summary>A registered app.</summary>
    /// <exception cref="KeyNotFoundException">There is none with this id.</exception>
    public FakeApp App(string appId) =>
        Find(appId) ?? throw new KeyNotFoundException($"No app {appId} is registered. Register it, or start with AutoRegister.");

    /// <summary>Registers an app, or gives a registered one another secret and identity.</summary>
    /// <exception cref="ArgumentException">Id or secret is empty.</exception>
    public FakeApp Register(AppRegistration registration)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(registration.AppId, "appId");
        ArgumentException.ThrowIfNullOrWhiteSpace(registration.AppSecret, "appSecret");
        var app = _apps.GetOrAdd(registration.AppId, CreateApp, registration);
        app.Apply(registration);
        return app;
    }

    /// <summary>Begins a load run over the apps that are connected now; ends one that goes on.</summary>
    /// <exception cref="ArgumentException">The plan makes no sense.</exception>
    public void BeginLoad(LoadPlan plan)
    {
        plan.Validate();
        var run = new LoadRun(this, plan);
        Interlocked.Exchange(ref _load, run)?.Dispose();
        _ = run.RunAsync();
    }

    /// <summary>Ends a load run before its time; its figures stay.</summary>
    public void EndLoad() => Volatile.Read(ref _load)?.End();

    internal FakeApp? Find(string appId) => _apps.GetValueOrDefault(appId);

    /// <summary>The app, registered now if it is unknown and that is allowed.</summary>
    internal FakeApp? FindOrAutoRegister(string appId, string appSecret)
    {
        if (Find(appId) is { } known)
            return known;
        var may = Settings.AutoRegister && !string.IsNullOrWhiteSpace(appId) && !string.IsNullOrWhiteSpace(appSecret);
        return may ? _apps.GetOrAdd(appId, CreateApp, new AppRegistration(appId, appSecret)) : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _load?.Dispose();
        Schedule.Dispose();
    }

    private FakeApp CreateApp(string appId, AppRegistration registration) =>
        new(registration, this, new AppLog(appId, _logPolicy), DefaultClientConfig);
}
