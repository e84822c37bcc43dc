using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AssetsBackup.Tests.Doors.Connect;

/// <summary>A certificate authority of one test and a server certificate that it signed.</summary>
internal static class TestAuthority
{
    public static (X509Certificate2 Authority, X509Certificate2 Server) Create(
        IReadOnlyList<string> names
    )
    {
        var now = TimeProvider.System.GetUtcNow();
        var (from, until) = (now.AddHours(-1), now.AddHours(1));
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(
            "CN=Test authority",
            authorityKey,
            HashAlgorithmName.SHA256
        );
        request.CertificateExtensions.Add(
            new X509BasicConstraintsExtension(
                certificateAuthority: true,
                hasPathLengthConstraint: false,
                pathLengthConstraint: 0,
                critical: true
            )
        );
        var authority = request.CreateSelfSigned(from, until);
        return (authority, CreateServer(authority, names, from, until));
    }

    private static X509Certificate2 CreateServer(
        X509Certificate2 authority,
        IReadOnlyList<string> names,
        DateTimeOffset from,
        DateTimeOffset until
    )
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Test server", key, HashAlgorithmName.SHA256);
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
            alternatives.AddDnsName(name);
        request.CertificateExtensions.Add(alternatives.Build());
        using var issued = request.Create(authority, from, until, [1, 2, 3, 4]);
        using var withKey = issued.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(
            withKey.Export(X509ContentType.Pkcs12),
            password: null,
            X509KeyStorageFlags.Exportable
        );
    }
}
