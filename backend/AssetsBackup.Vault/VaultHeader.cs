using System.Text.Json.Nodes;

namespace AssetsBackup.Vault;

/// <summary>The blob 'vault': whose vault this is, and since when.</summary>
internal static class VaultHeader
{
    /// <summary>Checks the vault blob; writes it when the store is empty.</summary>
    internal static async Task OpenOrCreateAsync(
        SealedBlobs blobs,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await OpenAsync(blobs, cancellationToken);
        }
        catch (VaultMissingException)
        {
            await CreateAsync(blobs, clock, cancellationToken);
        }
    }

    /// <exception cref="VaultMissingException">The store is empty.</exception>
    /// <exception cref="VaultDamagedException">It does not open, or is missing where other blobs are.</exception>
    internal static async Task OpenAsync(SealedBlobs blobs, CancellationToken cancellationToken)
    {
        try
        {
            await CheckAsync(blobs, cancellationToken);
        }
        catch (BlobNotFoundException e)
        {
            if (!await blobs.Store.ListAsync("", cancellationToken).AnyAsync(cancellationToken))
                throw new VaultMissingException(e);
            throw new VaultDamagedException(
                BlobNames.Vault,
                "it is missing, and the store is not empty",
                e
            );
        }
    }

    internal static async Task CheckAsync(SealedBlobs blobs, CancellationToken cancellationToken)
    {
        var blob = await blobs.Store.GetAsync(BlobNames.Vault, cancellationToken);
        var header = SealedBlob.ReadHeader(blobs.Keys, BlobNames.Vault, blob);
        var found = new Guid(header.Id.ToArray(), bigEndian: true);
        if (header.Kind == BlobKind.Vault && found != blobs.Keys.Tenant)
            throw new ForeignTenantException(blobs.Keys.Tenant, found);
        SealedBlob.Open(blobs.Keys, BlobNames.Vault, BlobKind.Vault, blob);
    }

    internal static async Task CreateAsync(
        SealedBlobs blobs,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var tenant = blobs.Keys.Tenant;
        try
        {
            await blobs.PutAndReadBackAsync(
                BlobNames.Vault,
                BlobKind.Vault,
                BlobId.From(tenant),
                Encode(tenant, clock.GetUtcNow()),
                cancellationToken
            );
        }
        catch (BlobExistsException)
        {
            // Another process opened the same new vault at the same moment.
            await CheckAsync(blobs, cancellationToken);
        }
    }

    internal static byte[] Encode(Guid tenant, DateTimeOffset createdAt) =>
        CanonicalJson.Write(
            new JsonObject
            {
                ["createdUtcTicks"] = createdAt.UtcTicks,
                ["format"] = BlobHeader.CurrentVersion,
                ["tenant"] = tenant.ToString("N"),
            }
        );
}
