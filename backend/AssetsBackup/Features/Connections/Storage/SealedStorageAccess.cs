using AssetsBackup.Hosting.Database;
using AssetsBackup.Hosting.Keys;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Connections.Storage;

internal sealed class SealedStorageAccess : ISealedRows
{
    public async Task ResealAsync(
        AppDatabase database,
        Func<byte[], SecretContext, byte[]> seal,
        CancellationToken cancellationToken
    )
    {
        var places = await database
            .StoragePlaces.Where(place => place.Access != null)
            .ToListAsync(cancellationToken);
        foreach (var place in places)
            place.Access = seal(place.Access!, StorageAccess.Context(place.TenantId, place.Id));
    }
}
