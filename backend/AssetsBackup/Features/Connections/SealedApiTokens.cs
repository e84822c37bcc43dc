using AssetsBackup.Hosting.Database;
using AssetsBackup.Hosting.Keys;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Connections;

internal sealed class SealedApiTokens : ISealedRows
{
    public async Task ResealAsync(
        AppDatabase database,
        Func<byte[], SecretContext, byte[]> seal,
        CancellationToken cancellationToken
    )
    {
        foreach (var row in await database.Connections.ToListAsync(cancellationToken))
            row.ApiToken = seal(row.ApiToken, ConnectionCredentials.Place(row.TenantId, row.Id));
    }
}
