using AssetsBackup.Atlassian;
using AssetsBackup.Atlassian.Assets;
using AssetsBackup.Doors;
using AssetsBackup.Features.Connections;
using AssetsBackup.Features.Connections.Credentials;
using AssetsBackup.Features.Plans.Planning;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Hosting.Outbound;
using AssetsBackup.Hosting.Problems;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Plans;

/// <summary>Where a plan may lead, and what can be said of it while somebody waits for the answer.</summary>
internal sealed class Destinations(
    AppDatabase database,
    Caller caller,
    AtlassianClients atlassian,
    ConnectionCredentials credentials,
    TimeProvider clock
)
{
    // No call over 10 s, whatever number of pages the list has.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(6);

    /// <param name="id">A target's; null for the current connection.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ProblemException">destination-not-found, destination-is-data-center</exception>
    public async Task<Connection> FindAsync(Guid? id, CancellationToken cancellationToken)
    {
        if (id is null)
            return await database.CurrentConnectionAsync(caller, cancellationToken);
        var found =
            await database.Connections.SingleOrDefaultAsync(
                connection =>
                    connection.TenantId == caller.TenantId
                    && connection.Id == id
                    && connection.DeletedAt == null,
                cancellationToken
            ) ?? throw PlanProblems.DestinationNotFound();
        return found.Kind == SiteKind.Cloud
            ? found
            : throw PlanProblems.DestinationIsDataCenter(found.Name);
    }

    /// <summary>Refuses a destination that was deleted since it was found.</summary>
    /// <exception cref="ProblemException">destination-not-found</exception>
    public async Task EnsureThereAsync(Guid id, CancellationToken cancellationToken)
    {
        if (
            !await database.Connections.AnyAsync(
                connection =>
                    connection.TenantId == caller.TenantId
                    && connection.Id == id
                    && connection.DeletedAt == null,
                cancellationToken
            )
        )
            throw PlanProblems.DestinationNotFound();
    }

    /// <summary>
    /// Refuses a name or key that is taken while it can still be corrected in the form. A destination that does not answer
    /// in time refuses nothing: the plan's run looks again.
    /// </summary>
    /// <exception cref="ProblemException">name-taken, key-taken</exception>
    public async Task EnsureFreeAsync(
        Connection destination,
        string name,
        string key,
        CancellationToken cancellationToken
    )
    {
        if (await ListAsync(destination, cancellationToken) is { } schemas)
            FreeNames.EnsureFree(schemas, name, key);
    }

    private async Task<IReadOnlyList<SchemaLine>?> ListAsync(
        Connection destination,
        CancellationToken cancellationToken
    )
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(
            patience.Token,
            cancellationToken
        );
        try
        {
            return await atlassian
                .Assets(credentials.Open(destination))
                .ListAllSchemasAsync(includeCounts: false, either.Token);
        }
        catch (AtlassianException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (HttpRequestException refused) when (OutboundRefusedException.In(refused) is not null)
        {
            return null;
        }
    }
}
