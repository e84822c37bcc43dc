using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AssetsBackup.Vault;

/// <summary>Whose signature on a database server's certificate counts.</summary>
internal static class MongoTrust
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    /// <summary>Null, which is the machine's own trust, where no authorities are given.</summary>
    internal static RemoteCertificateValidationCallback? CallbackFor(
        X509Certificate2Collection authorities
    ) =>
        authorities.Count == 0
            ? null
            : (_, certificate, chain, errors) =>
                certificate is not null
                && !errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)
                && IsSigned(certificate, chain, authorities);

    private static bool IsSigned(
        X509Certificate certificate,
        X509Chain? sent,
        X509Certificate2Collection authorities
    )
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        foreach (var element in sent?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
            chain.ChainPolicy.ExtraStore.Add(element.Certificate);
        using var copy = new X509Certificate2(certificate);
        return chain.Build(copy);
    }
}
