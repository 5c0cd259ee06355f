namespace FeishuOrleans.Silo.Api.Sessions;

/// <summary>Who is signed in, for the page.</summary>
/// <param name="Name">Name of the key; <c>local</c> while none is demanded, null when nobody is signed in.</param>
/// <param name="Scopes">What may be done.</param>
/// <param name="CanSignOut">Whether there is a session to end.</param>
internal sealed record SessionView(string? Name, IReadOnlyList<string> Scopes, bool CanSignOut);
