using FeishuOrleans.Grains.Sessions;
using FeishuOrleans.Silo.Api.Keys;

namespace FeishuOrleans.Silo.Api.Sessions;

/// <summary>Sessions of the fleet page: a key is shown once, afterwards a token stands for it. A session never outlives its key.</summary>
internal sealed class KeySessions(ApiKeyRing ring, IGrainFactory grains, TimeProvider time)
{
    /// <summary>How long a session lasts, used or not.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    public async Task<SessionToken> OpenAsync(ApiKey key)
    {
        var token = SessionToken.New(key.Name);
        await SessionsOf(token).OpenAsync(new KeySession(token.Hash, Convert.ToHexString(key.Hash), time.GetUtcNow() + Lifetime));
        return token;
    }

    /// <summary>The key that the token stands for; null when the session has ended or the key is no longer in force.</summary>
    public async Task<ApiKey?> FindAsync(SessionToken token)
    {
        // Names of strangers are looked up here, so that they make no grain.
        if (ring.Current.Named(token.KeyName) is not { } key)
            return null;
        var session = await SessionsOf(token).FindAsync(token.Hash);
        return session?.KeyHash == Convert.ToHexString(key.Hash) ? key : null;
    }

    public Task CloseAsync(SessionToken token) => SessionsOf(token).CloseAsync(token.Hash);

    private IKeySessions SessionsOf(SessionToken token) => grains.GetGrain<IKeySessions>(token.KeyName);
}
