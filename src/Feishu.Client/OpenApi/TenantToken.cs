namespace Feishu.Client.OpenApi;

/// <summary>A token and its times, in the clock's own timestamps.</summary>
internal sealed record TenantToken
{
    /// <summary>The platform gives two hours (protocol notes, section 7.1); more than a month is nonsense.</summary>
    public const long MaxLifetimeSeconds = 31 * 24 * 3600;

    private readonly long _since;
    private readonly TimeSpan _lifetime, _renewAfter;

    private TenantToken(string value, long since, TimeSpan lifetime, TimeSpan renewAfter) =>
        (Value, _since, _lifetime, _renewAfter) = (value, since, lifetime, renewAfter);

    public string Value { get; }

    /// <summary>A token asked for at <paramref name="since"/>: it lives at least that long from then. A life too short for the rule is halved.</summary>
    public static TenantToken Fetched(string value, long since, TimeSpan lifetime) => new(
        value,
        since,
        lifetime,
        lifetime > TenantTokenCache.RenewWhenLeft ? lifetime - TenantTokenCache.RenewWhenLeft : lifetime / 2);

    /// <summary>Whether the platform still takes it, as far as we know.</summary>
    public bool IsAlive(TimeProvider time) => time.GetElapsedTime(_since) < _lifetime;

    /// <summary>Whether to look for a new one.</summary>
    public bool IsDue(TimeProvider time) => time.GetElapsedTime(_since) >= _renewAfter;

    /// <summary>The same token, due again after a pause.</summary>
    public TenantToken After(TimeSpan pause, TimeProvider time) => new(Value, _since, _lifetime, time.GetElapsedTime(_since) + pause);

    /// <summary>Never the token.</summary>
    public override string ToString() => nameof(TenantToken);
}
