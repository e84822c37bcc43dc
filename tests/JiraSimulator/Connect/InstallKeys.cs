using System.Security.Cryptography;

namespace JiraSimulator.Connect;

/// <summary>Atlassian's signing key for lifecycle calls, and one that Atlassian never published, for forgers.</summary>
public sealed class InstallKeys : IDisposable
{
    public const string Host = "connect-install-keys.atlassian.com";

    public RSA Key { get; } = RSA.Create(2048);

    public RSA UnpublishedKey { get; } = RSA.Create(2048);

    public string KeyId { get; } = FreshKeyId();

    public string UnpublishedKeyId { get; } = FreshKeyId();

    /// <summary>PEM of the public key under this id, or null: the key server's whole knowledge.</summary>
    public string? Find(string keyId) =>
        keyId == KeyId ? Key.ExportSubjectPublicKeyInfoPem() + "\n" : null;

    public void Dispose()
    {
        Key.Dispose();
        UnpublishedKey.Dispose();
    }

    private static string FreshKeyId() => new Guid(RandomNumberGenerator.GetBytes(16)).ToString();
}
