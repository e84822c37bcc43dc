using System.Text.Json;
using AssetsBackup.Hosting.Keys;

namespace AssetsBackup.Features.Connections.Storage;

/// <summary>What signs in to an own database. It is never printed.</summary>
/// <param name="ConnectionString">As it was given.</param>
/// <param name="AuthoritiesPem">Certificate authorities given beside it, or null.</param>
internal sealed record DatabaseAccess(string ConnectionString, string? AuthoritiesPem)
{
    // A record would print the password.
    public override string ToString() => nameof(DatabaseAccess);
}

/// <summary>Seals what signs in to an own database for its row and opens it again; nothing else sees the stored bytes.</summary>
internal sealed class StorageAccess(SecretBox secrets)
{
    public byte[] Seal(Guid tenantId, Guid placeId, DatabaseAccess access) =>
        secrets.Seal(JsonSerializer.Serialize(access), Context(tenantId, placeId));

    /// <exception cref="SecretDoesNotOpenException">It was changed, moved, or sealed under another operator key.</exception>
    public DatabaseAccess Open(StoragePlace place) =>
        JsonSerializer.Deserialize<DatabaseAccess>(
            secrets.Open(place.Access, Context(place.TenantId, place.Id))
        )!;

    internal static SecretContext Context(Guid tenantId, Guid placeId) =>
        new(tenantId, "StoragePlaces", placeId.ToString("N"), nameof(StoragePlace.Access));
}
