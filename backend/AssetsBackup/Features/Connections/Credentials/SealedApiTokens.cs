using AssetsBackup.Hosting.Database;
using AssetsBackup.Hosting.Keys;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Connections.Credentials;

internal sealed class SealedApiTokens : ISealedRows
{
    public async Task ResealAsync(
        AppDatabase database,
        Func<byte[], SecretContext, byte[]> seal,
        CancellationToken cancellationToken
    )
    {
        // A deleted target keeps its row without a token.
        var withToken = await database
            .Connections.Where(row => row.DeletedAt == null)
            .ToListAsync(cancellationToken);
        foreach (var row in withToken)
            row.ApiToken = seal(row.ApiToken, ConnectionCredentials.Place(row.TenantId, row.Id));
    }
}
