using Feishu.Simulator.Platform;

namespace Feishu.Simulator.OpenApi;

/// <summary>
/// Tenant access tokens of all apps. With at least 30 minutes left an app gets the same token again; with less
/// a new one, and both stay valid until their own ends (protocol notes, section 7.1).
/// </summary>
internal sealed class TokenLedger(Dice dice, TimeProvider time)
{
    private static readonly TimeSpan Renewal = TimeSpan.FromMinutes(30);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (FakeApp App, DateTimeOffset Until)> _known = [];
    private readonly Dictionary<FakeApp, string> _current = [];

    /// <summary>The token the app uses now, and how long it lives.</summary>
    public (string Token, TimeSpan Left) Current(FakeApp app, TimeSpan lifetime)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (_current.TryGetValue(app, out var token) && _known[token].Until - now >= Renewal)
                return (token, _known[token].Until - now);

            Forget(known => known.Until <= now);
            token = "t-" + dice.Hex(40);
            _known[token] = (app, now + lifetime);
            _current[app] = token;
            return (token, lifetime);
        }
    }

    public FakeApp? Owner(string token)
    {
        lock (_gate)
            return _known.TryGetValue(token, out var known) && known.Until > time.GetUtcNow() ? known.App : null;
    }

    /// <summary>Makes the tokens of an app invalid before their time.</summary>
    public void Revoke(FakeApp app)
    {
        lock (_gate)
            Forget(known => known.App == app);
    }

    private void Forget(Predicate<(FakeApp App, DateTimeOffset Until)> which)
    {
        foreach (var (token, known) in _known)
        {
            if (!which(known))
                continue;

            _known.Remove(token);
            if (_current.GetValueOrDefault(known.App) == token)
                _current.Remove(known.App);
        }
    }
}
