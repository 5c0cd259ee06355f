namespace FeishuOrleans.Grains.Accounts;

/// <summary>A registration as it is kept.</summary>
/// <param name="AppId">App id. Never changes.</param>
/// <param name="SealedSecret">App secret, sealed.</param>
/// <param name="Domain">Domain as the operator wrote it; null for the service's default.</param>
internal sealed record StoredRegistration(string AppId, string SealedSecret, string? Domain);
