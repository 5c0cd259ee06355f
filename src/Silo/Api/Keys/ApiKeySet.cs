using System.Security.Cryptography;
using System.Text;

namespace FeishuOrleans.Silo.Api.Keys;

/// <summary>The keys of one reading of the configuration. Immutable.</summary>
internal sealed class ApiKeySet(IReadOnlyList<ApiKey> keys)
{
    /// <summary>Nobody sends a longer key by intent, and hashing is work done for strangers.</summary>
    private const int MaxLength = 512;

    public static ApiKeySet Empty { get; } = new([]);

    public bool IsEmpty => keys.Count == 0;

    public IEnumerable<string> Names => keys.Select(static key => key.Name);

    /// <summary>The key with this name, or null.</summary>
    public ApiKey? Named(string name) => keys.FirstOrDefault(key => key.Name == name);

    /// <summary>The key that was presented, or null. Takes as long for a near miss as for any other.</summary>
    public ApiKey? Find(string presented)
    {
        if (presented.Length is 0 or > MaxLength)
            return null;
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(presented));
        ApiKey? found = null;
        foreach (var key in keys)
        {
            if (CryptographicOperations.FixedTimeEquals(hash, key.Hash))
                found = key;
        }

        return found;
    }
}
