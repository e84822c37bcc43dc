using AssetsBackup.Hosting.Database;
using AssetsBackup.Hosting.Keys;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Doors.Connect;

internal sealed class SealedSharedSecrets : ISealedRows
{
    public async Task ResealAsync(
        AppDatabase database,
        Func<byte[], SecretContext, byte[]> seal,
        CancellationToken cancellationToken
    )
    {
        foreach (var row in await database.ConnectInstallations.ToListAsync(cancellationToken))
            row.SharedSecret = seal(row.SharedSecret, row.SecretContext);
    }
}
