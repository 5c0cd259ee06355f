using System.Security.Cryptography;
using FeishuOrleans.Silo.Api.Sessions;

namespace FeishuOrleans.Silo.Api.Keys;

/// <summary>Whether a caller who was let in still would be.</summary>
internal sealed class CallerCheck(ApiKeyRing ring, KeySessions sessions)
{
    public async Task<bool> StillMayAsync(Caller caller, string scope)
    {
        if (caller.Key is not { } key)
            return !ring.DemandsKey;
        return ring.Current.Named(key.Name) is { } present
            && CryptographicOperations.FixedTimeEquals(present.Hash, key.Hash)
            && present.Scopes.Contains(scope)
            && (caller.Session is not { } token || await sessions.FindAsync(token) is not null);
    }
}
