using Feishu.Client;
using FeishuOrleans.Grains.Interfaces.Accounts;
using Microsoft.Extensions.Options;

namespace FeishuOrleans.Grains.Accounts;

/// <summary>Between an account's domain and the platform's address.</summary>
internal sealed class PlatformDomains(IOptions<PlatformOptions> options)
{
    /// <summary>The address of a domain that <see cref="AccountDomain.Explain"/> finds good; null means the default.</summary>
    public Uri AddressOf(string? domain) => domain switch
    {
        null => RootOf(options.Value.BaseAddress),
        AccountDomain.Feishu => PlatformAddress.Feishu,
        AccountDomain.Lark => PlatformAddress.Lark,
        _ => RootOf(new Uri(domain)),
    };

    /// <summary>The domain for people: the short name where there is one.</summary>
    public string NameOf(string? domain)
    {
        var address = AddressOf(domain);
        if (address == PlatformAddress.Feishu)
            return AccountDomain.Feishu;
        return address == PlatformAddress.Lark ? AccountDomain.Lark : address.GetLeftPart(UriPartial.Authority);
    }

    private static Uri RootOf(Uri url) => new(url.GetLeftPart(UriPartial.Authority));
}
