namespace FeishuOrleans.Grains.Accounts;

/// <summary>Tells one declaration from another.</summary>
/// <param name="Hash">Fingerprint of all that is declared.</param>
/// <param name="Revision"><c>Accounts:Revision</c>.</param>
/// <param name="OtherHash">The same under the other master key, while the key is being changed.</param>
internal sealed record DeclarationMark(string Hash, long Revision, string? OtherHash = null);
