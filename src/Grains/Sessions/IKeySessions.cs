namespace FeishuOrleans.Grains.Sessions;

/// <summary>
/// The sessions of people who signed in with one key of the HTTP API. The key is the name of that key, so that strangers
/// cannot make grains. In memory: a session ends with the silo on which this grain lives, and every silo honours it until then.
/// </summary>
[Alias("feishu.IKeySessions")]
[GrainInterfaceType("feishu.key-sessions")]
public interface IKeySessions : IGrainWithStringKey
{
    /// <summary>Begins a session; the oldest one ends when there are too many.</summary>
    [Alias("Open")]
    Task OpenAsync(KeySession session);

    /// <summary>The session with this token's hash, unless it has ended.</summary>
    [Alias("Find")]
    Task<KeySession?> FindAsync(string tokenHash);

    /// <summary>Ends a session; none is fine.</summary>
    [Alias("Close")]
    Task CloseAsync(string tokenHash);
}
