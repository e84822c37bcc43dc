using AssetsBackup.Features.Alarms;
using AssetsBackup.Features.Connections.Storage;
using AssetsBackup.Features.Runs;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Hosting.Problems;
using AssetsBackup.Vault;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Snapshots.Retention;

/// <summary>
/// Ends deletions that broke off, then deletes the backups that no rule keeps, of all schemas of a tenant, and says in the run's log which
/// and why others stay.
/// </summary>
internal sealed class Expiry(
    AppDatabase database,
    RetentionDecisions decisions,
    SnapshotDeletion deletion
)
{
    /// <param name="run">The run that does it.</param>
    /// <param name="place">Where the vault lies; backups in other places stay.</param>
    /// <param name="vault">The vault, open for the run.</param>
    /// <param name="cancellationToken">Stops between two backups.</param>
    /// <returns>How many were deleted.</returns>
    public async Task<int> RunAsync(
        RunContext run,
        StoragePlace place,
        TenantVault vault,
        CancellationToken cancellationToken
    )
    {
        await deletion.FinishAsync(place, vault, run.RequestedBy, cancellationToken);
        var schemas = await database
            .Schemas.AsNoTracking()
            .Where(schema => schema.TenantId == run.TenantId)
            .Select(schema => new { schema.Id, schema.Key })
            .ToListAsync(cancellationToken);
        var deleted = 0;
        foreach (var schema in schemas)
        {
            var (policy, isHeld, decision) = await DecideAsync(
                run.TenantId,
                schema.Id,
                place,
                cancellationToken
            );
            if (decision.Expired.Count == 0 && !isHeld)
                continue;
            var expired = await database
                .Snapshots.Where(row =>
                    row.TenantId == run.TenantId && decision.Expired.Contains(row.Id)
                )
                .OrderBy(row => row.TakenAt)
                .ToListAsync(cancellationToken);
            foreach (var snapshot in expired)
                deleted += await DeleteAsync(
                    run,
                    schema.Key,
                    snapshot,
                    place,
                    vault,
                    policy,
                    cancellationToken
                );
            await run.LogAsync(
                RunLogLevel.Information,
                KeptInWords(schema.Key, decision),
                cancellationToken
            );
        }
        return deleted;
    }

    private async Task<(
        RetentionPolicy Policy,
        bool IsHeld,
        RetentionDecision Decision
    )> DecideAsync(
        Guid tenantId,
        Guid schemaId,
        StoragePlace place,
        CancellationToken cancellationToken
    )
    {
        var (own, byDefault) = await decisions.PoliciesAsync(tenantId, schemaId, cancellationToken);
        var policy = own ?? byDefault;
        var isHeld = await database.IsHeldAsync(tenantId, schemaId, cancellationToken);
        var decision = await decisions.DecideAsync(
            tenantId,
            schemaId,
            place.Id,
            policy,
            isHeld,
            cancellationToken
        );
        return (policy, isHeld, decision);
    }

    private async Task<int> DeleteAsync(
        RunContext run,
        string key,
        Snapshot snapshot,
        StoragePlace place,
        TenantVault vault,
        RetentionPolicy policy,
        CancellationToken cancellationToken
    )
    {
        var name =
            $"Backup {Words.ShortId(snapshot.Id)} ({key}, {snapshot.TakenAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC)";
        run.Lease.EnsureHeld();
        try
        {
            await deletion.DeleteAsync(
                snapshot,
                vault,
                run.RequestedBy,
                policy,
                async () =>
                    (
                        await DecideAsync(run.TenantId, snapshot.SchemaId, place, cancellationToken)
                    ).Decision.Expired.Contains(snapshot.Id),
                cancellationToken
            );
        }
        catch (ProblemException gone) when (gone.Problem.Code == "snapshot-not-found")
        {
            return 0;
        }
        catch (VaultDamagedException)
        {
            await run.LogAsync(
                RunLogLevel.Error,
                $"{name} has expired and stays: what was said of it cannot be read, it may be pinned. A verification says what is damaged.",
                cancellationToken
            );
            return 0;
        }
        catch (ProblemException stays)
        {
            await run.LogAsync(
                RunLogLevel.Information,
                $"{name} has expired and stays: {stays.Problem.Title}.",
                cancellationToken
            );
            return 0;
        }
        await run.LogAsync(
            RunLogLevel.Information,
            $"{name} has expired and was deleted.",
            cancellationToken
        );
        return 1;
    }

    private static string KeptInWords(string key, RetentionDecision decision)
    {
        var reasons = decision
            .Kept.Values.CountBy(reason => reason)
            .OrderBy(kept => kept.Key)
            .Select(kept => $"{kept.Value:N0} {InWords(kept.Key)}");
        return $"Of {key}, {Words.Count(decision.Kept.Count, "backup")} {(decision.Kept.Count == 1 ? "stays" : "stay")}: {string.Join(", ", reasons)}.";
    }

    private static string InWords(KeptBecause reason) =>
        reason switch
        {
            KeptBecause.Pinned => "pinned",
            KeptBecause.Held => "held by an alarm",
            KeptBecause.Planned => "because a restore plan waits for review",
            KeptBecause.Last => "as the last good one",
            KeptBecause.Within => "young enough",
            KeptBecause.Daily => "for their day",
            KeptBecause.Weekly => "for their week",
            KeptBecause.Monthly => "for their month",
            _ => "for their year",
        };
}
