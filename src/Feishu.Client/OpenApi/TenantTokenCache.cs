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

    /// <summary>How long a call waits for a new token while the old one is good.</summary>
    public static readonly TimeSpan RenewalPatience = TimeSpan.FromSeconds(3);

    /// <summary>Pause after a renewal that failed: until then the old token serves without a wait.</summary>
    public static readonly TimeSpan RenewalPause = TimeSpan.FromSeconds(30);

    private const string Path = "/open-apis/auth/v3/tenant_access_token/internal";

    private readonly ConcurrentDictionary<string, Entry> _entries = new();

    /// <summary>How many accounts' tokens are kept.</summary>
    public int Count => _entries.Count;

    /// <summary>A token good for at least a moment.</summary>
    /// <exception cref="OpenApiException">The platform refused or could not be reached, and no older token is left.</exception>
    public async Task<string> GetAsync(FeishuAccount account, CancellationToken cancellation)
    {
        var entry = _entries.AddOrUpdate(
            account.Id,
            static (_, account) => new Entry(account),
            static (_, existing, account) => existing.Account == account ? existing : new Entry(account),
            account);
        if (entry.Token is { } fresh && !fresh.IsDue(time))
            return fresh.Value;
        await entry.Turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (entry.Token is not { } token || !token.IsAlive(time))
                entry.Token = await FetchAsync(entry, cancellation).ConfigureAwait(false);
            else if (token.IsDue(time))
                entry.Token = await RenewAsync(entry, token, cancellation).ConfigureAwait(false);
            return entry.Token.Value;
        }
        finally
        {
            entry.Turn.Release();
        }
    }

    /// <summary>The platform rejected this token: the next call fetches another.</summary>
    public void Reject(FeishuAccount account, string token)
    {
        if (_entries.TryGetValue(account.Id, out var entry) && entry.Token?.Value == token)
            _entries.TryRemove(new KeyValuePair<string, Entry>(account.Id, entry));
    }

    /// <summary>The account is gone.</summary>
    public void Forget(string accountId) => _entries.TryRemove(accountId, out _);

    private async Task<TenantToken> FetchAsync(Entry entry, CancellationToken cancellation)
    {
        ForgetExpired(except: entry);
        var account = entry.Account;
        var started = time.GetTimestamp();
        var answer = await caller.CallAsync(account, new OpenApiRequest(HttpMethod.Post, Path, Body(account)), null, cancellation).ConfigureAwait(false);
        if (answer.Text("tenant_access_token") is not { Length: > 0 } value
            || !answer.TryGetProperty("expire", out var expire) || expire.ValueKind != JsonValueKind.Number || !expire.TryGetInt64(out var seconds)
            || seconds is < 0 or > TenantToken.MaxLifetimeSeconds)
            throw new OpenApiException("The token endpoint answered without token or lifetime.", null);
        return TenantToken.Fetched(value, started, TimeSpan.FromSeconds(seconds));
    }

    /// <summary>A new token, or the old one for a while longer: while it is good, trouble at the token endpoint costs nobody much.</summary>
    private async Task<TenantToken> RenewAsync(Entry entry, TenantToken old, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(RenewalPatience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            return await FetchAsync(entry, either.Token).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is OpenApiException || (failure is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return old.After(RenewalPause, time);
        }
    }

    /// <summary>Accounts that are gone, or live on another silo now, leave their tokens behind.</summary>
    private void ForgetExpired(Entry except)
    {
        foreach (var entry in _entries.Where(entry => entry.Value != except && entry.Value.Token is { } token && !token.IsAlive(time)))
            _entries.TryRemove(entry);
    }

    private static byte[] Body(FeishuAccount account) => JsonSerializer.SerializeToUtf8Bytes(
        new Dictionary<string, string> { ["app_id"] = account.AppId, ["app_secret"] = account.AppSecret });

    private sealed class Entry(FeishuAccount account)
    {
        public FeishuAccount Account { get; } = account;

        /// <summary>One call at a time.</summary>
        public SemaphoreSlim Turn { get; } = new(1, 1);

        public TenantToken? Token { get; set; }
    }
}
