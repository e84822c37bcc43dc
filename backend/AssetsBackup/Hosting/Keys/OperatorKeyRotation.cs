using AssetsBackup.Hosting.Database;
using AssetsBackup.Vault;

namespace AssetsBackup.Hosting.Keys;

/// <summary>What a rotation did.</summary>
/// <param name="OldKeyId">The key that protected the data before.</param>
/// <param name="NewKeyId">The key that protects it from now on.</param>
/// <param name="Tenants">Tenants whose master was wrapped anew; those of an earlier, interrupted call not counted.</param>
internal sealed record KeyRotation(string OldKeyId, string NewKeyId, int Tenants)
{
    /// <summary>The new key is the one in use already: nothing was changed.</summary>
    public bool WasInUse => OldKeyId == NewKeyId;
}

/// <summary>
/// Puts a new operator key in the old one's place: it wraps the tenants' masters and seals the database's secrets anew. No
/// backup is rewritten. Killed anywhere, it is completed by calling it again with the same two keys.
/// </summary>
internal sealed class OperatorKeyRotation(
    AppDatabase database,
    OperatorKey current,
    KeyStore store,
    KeyPaths paths,
    IEnumerable<ISealedRows> sealedRows
)
{
    /// <param name="next">The new key; its file must be durable already.</param>
    /// <param name="cancellationToken">Stops between two tenants.</param>
    public async Task<KeyRotation> RotateAsync(
        OperatorKey next,
        CancellationToken cancellationToken
    )
    {
        if (next.Id == current.Id)
            return new KeyRotation(current.Id, next.Id, Tenants: 0);
        // All secrets are opened before anything is changed: one that does not open leaves everything as it was.
        var (from, to) = (new SecretBox(current), new SecretBox(next));
        foreach (var rows in sealedRows)
        {
            await rows.ResealAsync(
                database,
                (box, place) => Reseal(from, to, box, place),
                cancellationToken
            );
        }
        var rewrapped = 0;
        foreach (var tenant in store.Tenants())
            rewrapped += await store.RewrapAsync(tenant, next, cancellationToken) ? 1 : 0;
        await database.SaveChangesAsync(cancellationToken);
        // Last: until then the old key is the one to call again with.
        KeyIdFile.Write(paths.KeyIdFile, next.Id);
        return new KeyRotation(current.Id, next.Id, rewrapped);
    }

    private static byte[] Reseal(SecretBox from, SecretBox to, byte[] box, SecretContext place)
    {
        try
        {
            return to.Seal(from.Open(box, place), place);
        }
        catch (SecretDoesNotOpenException)
        {
            // An earlier call came this far: then the new key opens it.
            to.Open(box, place);
            return box;
        }
    }
}
