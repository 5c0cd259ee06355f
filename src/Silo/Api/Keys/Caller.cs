using FeishuOrleans.Silo.Api.Sessions;

namespace FeishuOrleans.Silo.Api.Keys;

/// <summary>Who calls, for answers that last: whether the caller may still read is asked again while they do.</summary>
/// <param name="Key">The key that was shown; null for a local caller while none is demanded.</param>
/// <param name="Session">The session that stands for the key; null when the key itself was shown.</param>
internal sealed record Caller(ApiKey? Key, SessionToken? Session);
