namespace Feishu.Client.OpenApi;

/// <summary>Codes that say a token is no longer good (protocol notes, section 7.2).</summary>
internal static class TokenCode
{
    /// <summary>Whether to fetch another token and ask once more.</summary>
    public static bool IsStale(long? code) => code is 99991663 or 99991664 or 99991665 or 99991671;
}
