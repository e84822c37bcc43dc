using AssetsBackup.Atlassian;
using AssetsBackup.Doors;
using AssetsBackup.Features.Connections;
using AssetsBackup.Features.Connections.Credentials;
using AssetsBackup.Features.Runs;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Hosting.Problems;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Targets;

/// <summary>Stores an instance whose credentials were proved, and queues the first sync of its schemas.</summary>
internal sealed class NewTargets(
    AppDatabase database,
    Caller caller,
    NewConnection newConnection,
    RunQueue queue
)
{
    /// <exception cref="ProblemException">target-is-current, target-exists, target-name-taken</exception>
    public async Task<Connection> AddAsync(
        string name,
        SiteCredentials site,
        DateOnly? tokenExpiresOn,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await database.Database.BeginTransactionAsync(
            cancellationToken
        );
        await EnsureNewAsync(site.CloudId, name.Trim(), cancellationToken);
        var target = newConnection.Add(
            database,
            caller,
            ConnectionRole.Target,
            name.Trim(),
            site,
            tokenExpiresOn
        );
        queue.Add(database, new NewRun(caller.TenantId, target.Id, RunKind.Sync, caller.AccountId));
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return target;
    }

    /// <summary>A restore goes to one site by one name: neither may stand for two.</summary>
    private async Task EnsureNewAsync(
        string cloudId,
        string name,
        CancellationToken cancellationToken
    )
    {
        var known = await database
            .Connections.Where(connection =>
                connection.TenantId == caller.TenantId && connection.DeletedAt == null
            )
            .ToListAsync(cancellationToken);
        if (known.Find(connection => connection.CloudId == cloudId) is { } same)
            throw same.Role == ConnectionRole.Current
                ? TargetProblems.IsCurrent()
                : TargetProblems.Exists(same.Name);
        if (known.Exists(one => one.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
            throw TargetProblems.NameTaken(name);
    }
}
