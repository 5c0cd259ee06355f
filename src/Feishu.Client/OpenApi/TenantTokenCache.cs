using System.Collections.Concurrent;
using System.Text.Json;

namespace Feishu.Client.OpenApi;

/// <summary>
/// Tenant access tokens by account (protocol notes, section 7.1): fetched on demand, one call at a time an account, renewed
/// when less than <see cref="RenewWhenLeft"/> is left. Never touches the connection.
/// </summary>
internal sealed class TenantTokenCache(OpenApiCaller caller, TimeProvider time)
{
    /// <summary>From here on the platform gives out a new token; the old one lives on, so there is no gap.</summary>
    public static readonly TimeSpan RenewWhenLeft = TimeSpan.FromMinutes(30);

    private const string Path = "/open-apis/auth/v3/tenant_access_token/internal";

    private readonly ConcurrentDictionary<string, Entry> _entries = new();

    /// <summary>A token good for at least a moment.</summary>
    /// <exception cref="OpenApiException">The platform refused or could not be reached, and no older token is left.</exception>
    public async Task<string> GetAsync(FeishuAccount account, CancellationToken cancellation)
    {
        var entry = _entries.AddOrUpdate(
            account.Id,
            static (_, account) => new Entry(account),
            static (_, existing, account) => existing.Account == account ? existing : new Entry(account),
            account);
        await entry.Turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (entry.Token is null || time.GetElapsedTime(entry.FetchedAt) >= entry.RenewAfter)
                await RenewAsync(entry, cancellation).ConfigureAwait(false);
            return entry.Token!;
        }
        finally
        {
            entry.Turn.Release();
        }
    }

    /// <summary>The platform rejected this token: the next call fetches another.</summary>
    public void Reject(FeishuAccount account, string token)
    {
        if (_entries.TryGetValue(account.Id, out var entry) && entry.Token == token)
            _entries.TryRemove(new KeyValuePair<string, Entry>(account.Id, entry));
    }

    /// <summary>The account is gone.</summary>
    public void Forget(string accountId) => _entries.TryRemove(accountId, out _);

    private async Task RenewAsync(Entry entry, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        try
        {
            var answer = await caller.CallAsync(entry.Account, HttpMethod.Post, Path, null, Body(entry.Account), cancellation).ConfigureAwait(false);
            if (!answer.TryGetProperty("tenant_access_token", out var token) || token.GetString() is not { Length: > 0 } value
                || !answer.TryGetProperty("expire", out var expire) || !expire.TryGetInt64(out var seconds))
                throw new OpenApiException("The token endpoint answered without token or lifetime.", null);
            entry.Token = value;
            entry.FetchedAt = started;
            entry.Lifetime = TimeSpan.FromSeconds(seconds);
        }
        catch (OpenApiException) when (entry.Token is not null && time.GetElapsedTime(entry.FetchedAt) < entry.Lifetime)
        {
            // The old token is good for a while; the next call tries again.
        }
    }

    private static byte[] Body(FeishuAccount account) => JsonSerializer.SerializeToUtf8Bytes(
        new Dictionary<string, string> { ["app_id"] = account.AppId, ["app_secret"] = account.AppSecret });

    private sealed class Entry(FeishuAccount account)
    {
        public FeishuAccount Account { get; } = account;

        public SemaphoreSlim Turn { get; } = new(1, 1);

        public string? Token { get; set; }

        public long FetchedAt { get; set; }

        public TimeSpan Lifetime { get; set; }

        public TimeSpan RenewAfter => Lifetime > RenewWhenLeft ? Lifetime - RenewWhenLeft : TimeSpan.Zero;
    }
}
