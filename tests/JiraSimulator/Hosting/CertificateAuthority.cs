using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace JiraSimulator.Hosting;

/// <summary>Issues a certificate for each host name asked for. It lives as long as the process and is trusted by those who read its PEM.</summary>
internal sealed class CertificateAuthority : IDisposable
{
    private readonly ConcurrentDictionary<string, X509Certificate2> issued = new(
        StringComparer.OrdinalIgnoreCase
    );
    private readonly X509Certificate2 root;
    private readonly DateTimeOffset notBefore;

    public CertificateAuthority(TimeProvider time)
    {
        notBefore = time.GetUtcNow().AddDays(-1);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(
            "CN=JiraSimulator authority",
            key,
            HashAlgorithmName.SHA256
        );
        request.CertificateExtensions.Add(
            new X509BasicConstraintsExtension(true, false, 0, critical: true)
        );
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true)
        );
        request.CertificateExtensions.Add(
            new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false)
        );
        root = request.CreateSelfSigned(notBefore, notBefore.AddDays(60));
    }

    public string Pem => root.ExportCertificatePem();

    public X509Certificate2 CertificateFor(string host) => issued.GetOrAdd(host, Issue);

    public void Dispose()
    {
        foreach (var certificate in issued.Values)
            certificate.Dispose();
        root.Dispose();
    }

    private X509Certificate2 Issue(string host)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(
            new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false)
        );
        var serial = RandomNumberGenerator.GetBytes(12);
        using var leaf = request.Create(root, notBefore, notBefore.AddDays(59), serial);
        return leaf.CopyWithPrivateKey(key);
    }
}
