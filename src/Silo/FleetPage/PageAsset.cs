using System.Security.Cryptography;

namespace FeishuOrleans.Silo.FleetPage;

/// <summary>A file of the page, as it is in the program.</summary>
/// <param name="ContentType">Its media type.</param>
/// <param name="Bytes">Its content.</param>
internal sealed record PageAsset(string ContentType, byte[] Bytes)
{
    /// <summary>Changes with the content.</summary>
    public string Tag { get; } = $"\"{Convert.ToHexString(SHA256.HashData(Bytes))[..32]}\"";
}
