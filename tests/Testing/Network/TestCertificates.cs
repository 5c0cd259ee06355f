using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace FeishuOrleans.Testing.Network;

/// <summary>A private certificate authority and server certificates of it, made for one test run.</summary>
public sealed class TestCertificates : IDisposable
{
    // Read once: a server's certificate must not outlive its authority's by a second.
    private static readonly DateTimeOffset Yesterday = DateTimeOffset.UtcNow.AddDays(-1);
    private static readonly DateTimeOffset Tomorrow = Yesterday.AddDays(2);

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public TestCertificates()
    {
        var request = new CertificateRequest("CN=Test authority", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        Authority = request.CreateSelfSigned(Yesterday, Tomorrow);
    }

    public X509Certificate2 Authority { get; }

    /// <summary>A server certificate for this machine by address and as localhost, or for another name.</summary>
    public X509Certificate2 ForServer(string? otherName = null)
    {
        using var serverKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Test server", serverKey, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(otherName ?? "localhost");
        if (otherName is null)
            names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(Authority, Yesterday, Tomorrow, RandomNumberGenerator.GetBytes(8));
        using var withKey = certificate.CopyWithPrivateKey(serverKey);
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), null);
    }

    /// <summary>Trusts this authority and no other.</summary>
    public SocketsHttpHandler CreateHandler() => new()
    {
        SslOptions =
        {
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { Authority },
                RevocationMode = X509RevocationMode.NoCheck,
            },
        },
    };

    public void Dispose()
    {
        Authority.Dispose();
        _key.Dispose();
    }
}
