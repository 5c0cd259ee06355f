namespace FeishuOrleans.Grains.Directory;

/// <summary>Which account holds which app, for the apps that fall into one partition. The key is its number.</summary>
[Alias("feishu.IAppClaims")]
[GrainInterfaceType("feishu.app-claims")]
internal interface IAppClaims : IGrainWithIntegerKey
{
    /// <summary>
    /// Claims an app for an account and answers who holds it now. A claim of an account that does not hold the app (it
    /// was left behind by a crash) is taken over. Idempotent.
    /// </summary>
    [Alias("Claim")]
    Task<string> ClaimAsync(string appKey, string accountId);

    /// <summary>Gives a claim up, if the account has it.</summary>
    [Alias("Release")]
    Task ReleaseAsync(string appKey, string accountId);
}
