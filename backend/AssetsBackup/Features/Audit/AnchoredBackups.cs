using AssetsBackup.Features.Snapshots.Records;
using AssetsBackup.Features.Vaults;
using AssetsBackup.Hosting.Problems;
using AssetsBackup.Vault;

namespace AssetsBackup.Features.Audit;

/// <summary>Backups whose records keep what the last row of the audit log was when they were stored.</summary>
/// <param name="Items">In the order of those rows.</param>
/// <param name="Problem">Why they could not be read, a sentence; null where they were.</param>
internal sealed record AnchoredBackups(IReadOnlyList<AnchoredBackup> Items, string? Problem)
{
    /// <param name="vaults">Where they lie.</param>
    /// <param name="tenantId">Whose they are.</param>
    /// <param name="areExpected">Whether there are backups: then a storage without any is a problem.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async Task<AnchoredBackups> ReadAsync(
        TenantVaults vaults,
        Guid tenantId,
        bool areExpected,
        CancellationToken cancellationToken
    )
    {
        try
        {
            using var opened = await vaults.OpenAsync(tenantId, fence: null, cancellationToken);
            var items = await opened
                .Vault.ListAsync(RootKind.Snapshot, cancellationToken)
                .Select(root => (root.Id, Facts: SnapshotFacts.Read(root.Facts)))
                .Where(backup => backup.Facts.Audit is not null)
                .Select(backup => new AnchoredBackup(
                    backup.Id,
                    backup.Facts.FinishedAt,
                    backup.Facts.Audit!
                ))
                .ToListAsync(cancellationToken);
            return new AnchoredBackups(
                [.. items.OrderBy(backup => backup.Anchor.Seq).ThenBy(backup => backup.At)],
                null
            );
        }
        catch (Exception nothing)
            when (!areExpected
                && (
                    nothing is VaultMissingException
                    || nothing is ProblemException { Problem.Code: "not-set-up" }
                )
            )
        {
            return new AnchoredBackups([], null);
        }
        catch (ProblemException failure)
        {
            return new AnchoredBackups([], failure.Problem.Title);
        }
        catch (Exception e) when (VaultFailures.Of(e) is { } failure)
        {
            return new AnchoredBackups([], failure.Title);
        }
    }
}

/// <param name="At">When the backup was stored.</param>
internal sealed record AnchoredBackup(Guid Id, DateTimeOffset At, AuditAnchor Anchor);
