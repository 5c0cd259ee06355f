namespace FeishuOrleans.Grains.Accounts;

/// <summary>Tells one declaration from another.</summary>
/// <param name="Hash">Fingerprint of all that is declared.</param>
/// <param name="Revision"><c>Accounts:Revision</c>.</param>
internal sealed record DeclarationMark(string Hash, long Revision);
