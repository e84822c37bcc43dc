using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using AssetsBackup.Vault;

namespace AssetsBackup.Features.Audit;

/// <summary>
/// What authenticates a tenant's audit log: HMAC-SHA-256 under a key derived from the tenant's master, which a new operator
/// key does not change. Disposing wipes the key.
/// </summary>
internal sealed class AuditSeals : IDisposable
{
    private readonly Guid tenant;
    private readonly byte[] key;

    private AuditSeals(Guid tenant, byte[] key) => (this.tenant, this.key) = (tenant, key);

    /// <exception cref="KeyStoreException">The tenant's key cannot be read.</exception>
    public static async Task<AuditSeals> OpenAsync(
        KeyStore keys,
        Guid tenant,
        CancellationToken cancellationToken
    )
    {
        using var opened = await keys.OpenAsync(tenant, cancellationToken);
        return new AuditSeals(tenant, opened.Derive("audit"));
    }

    /// <param name="entry">All of it but its own MAC counts.</param>
    /// <param name="previous">The MAC of the row before; empty for the first one.</param>
    public byte[] Of(AuditEntry entry, byte[] previous) =>
        Mac(
            "row",
            previous,
            Bytes(entry.Seq),
            Bytes(entry.At),
            Bytes(entry.ActorNumber),
            Bytes(entry.Action),
            Bytes(entry.SubjectKind),
            Bytes(entry.SubjectId),
            Bytes(entry.Subject),
            Bytes(entry.RunId),
            Bytes(entry.Values)
        );

    public byte[] OfHead(long seq, byte[] mac) => Mac("head", Bytes(seq), mac);

    public byte[] OfActor(long number, string account) =>
        Mac("actor", Bytes(number), Bytes(account));

    public bool IsIntact(AuditHead head) =>
        CryptographicOperations.FixedTimeEquals(OfHead(head.Seq, head.Mac), head.Seal);

    public void Dispose() => CryptographicOperations.ZeroMemory(key);

    // Each part is preceded by its length, -1 for null, so that no two lists of parts give the same bytes.
    private byte[] Mac(string kind, params byte[]?[] parts)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        foreach (var part in (byte[]?[])[Bytes(kind), tenant.ToByteArray(), .. parts])
        {
            var length = new byte[sizeof(int)];
            BinaryPrimitives.WriteInt32BigEndian(length, part?.Length ?? -1);
            hmac.AppendData(length);
            hmac.AppendData(part ?? []);
        }
        return hmac.GetHashAndReset();
    }

    private static byte[] Bytes(long number)
    {
        var bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        return bytes;
    }

    private static byte[]? Bytes(string? text) =>
        text is null ? null : Encoding.UTF8.GetBytes(text);
}
