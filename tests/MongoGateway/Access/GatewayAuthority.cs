using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MongoGateway.Access;

/// <summary>A certificate authority of one test, and the server certificate that it signed.</summary>
public sealed class GatewayAuthority : IDisposable
{
    private readonly X509Certificate2 authority;

    /// <param name="names">Host names or addresses that the server certificate is for.</param>
    public GatewayAuthority(params IReadOnlyList<string> names)
    {
        var now = TimeProvider.System.GetUtcNow();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Test authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        authority = request.CreateSelfSigned(now.AddHours(-1), now.AddHours(1));
        Server = Sign(names, now);
    }

    public X509Certificate2 Server { get; }

    /// <summary>The authority as a person would paste it.</summary>
    public string Pem => authority.ExportCertificatePem();

    public void Dispose()
    {
        Server.Dispose();
        authority.Dispose();
    }

    private X509Certificate2 Sign(IReadOnlyList<string> names, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Test server", key, HashAlgorithmName.SHA256);
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
        {
            if (IPAddress.TryParse(name, out var address))
                alternatives.AddIpAddress(address);
            else
                alternatives.AddDnsName(name);
        }
        request.CertificateExtensions.Add(alternatives.Build());
        using var issued = request.Create(
            authority,
            now.AddHours(-1),
            now.AddHours(1),
            RandomNumberGenerator.GetBytes(8)
        );
        using var withKey = issued.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(
            withKey.Export(X509ContentType.Pkcs12),
            password: null
        );
    }
}
