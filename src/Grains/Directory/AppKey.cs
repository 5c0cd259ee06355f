using FeishuOrleans.Grains.Accounts;

namespace FeishuOrleans.Grains.Directory;

/// <summary>What no two accounts may share: one app on one platform.</summary>
internal static class AppKey
{
    public static string? Of(StoredRegistration? registration, PlatformDomains domains) => registration is null
        ? null
        : $"{domains.AddressOf(registration.Domain).GetLeftPart(UriPartial.Authority)} {registration.AppId.ToLowerInvariant()}";
}
