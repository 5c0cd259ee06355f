using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace FeishuOrleans.Silo.Api.Sessions;

/// <summary>What a browser shows instead of the key: random characters, and the key's name to know where to look.</summary>
internal sealed partial record SessionToken
{
    private const int RandomBytes = 32;

    private SessionToken(string secret, string keyName) => (Secret, KeyName) = (secret, keyName);

    /// <summary>Name of the key the session was opened with.</summary>
    public string KeyName { get; }

    /// <summary>What the cluster keeps of it.</summary>
    public string Hash => Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes(Secret)));

    /// <summary>Value of the cookie.</summary>
    public string Cookie => $"{Secret}.{KeyName}";

    private string Secret { get; }

    public static SessionToken New(string keyName) => new(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes)), keyName);

    /// <summary>Reads a cookie; null when it is none of ours.</summary>
    public static SessionToken? Read(string? cookie) =>
        cookie is not null && Shape().Match(cookie) is { Success: true } match ? new SessionToken(match.Groups["secret"].Value, match.Groups["name"].Value) : null;

    /// <summary>Hides the token.</summary>
    public override string ToString() => $"SessionToken {{ KeyName = {KeyName} }}";

    [GeneratedRegex(@"\A(?<secret>[A-Za-z0-9_-]{43})\.(?<name>[A-Za-z0-9][A-Za-z0-9._-]{0,62})\z")]
    private static partial Regex Shape();
}
