using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AssetsBackup.Vault.Tests;

/// <summary>What a certificate that an own authority signed may be used for.</summary>
public sealed class MongoTrustTests : IDisposable
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    private readonly X509Certificate2 authority;

    public MongoTrustTests()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=An authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        authority = request.CreateSelfSigned(now.AddHours(-1), now.AddHours(1));
    }

    public void Dispose() => authority.Dispose();

    [Theory]
    [InlineData(ServerAuthentication, true)]
    [InlineData(null, true)]
    [InlineData(ClientAuthentication, false)]
    public void A_certificate_counts_if_it_is_not_for_another_purpose_than_a_servers(
        string? purpose,
        bool isTrusted
    )
    {
        using var certificate = Signed(purpose);
        var trusts = MongoTrust.CallbackFor([authority]).ShouldNotBeNull();

        trusts(this, certificate, chain: null, SslPolicyErrors.RemoteCertificateChainErrors)
            .ShouldBe(isTrusted);
    }

    private X509Certificate2 Signed(string? purpose)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=A client", key, HashAlgorithmName.SHA256);
        if (purpose is not null)
            request.CertificateExtensions.Add(
                new X509EnhancedKeyUsageExtension([new Oid(purpose)], critical: false)
            );
        var (from, until) = (authority.NotBefore, authority.NotAfter);
        return request.Create(authority, new DateTimeOffset(from), new DateTimeOffset(until), [1]);
    }
}
