using AssetsBackup.Atlassian;
using AssetsBackup.Features.Audit;
using AssetsBackup.Features.Connections;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Features.Snapshots.Capture.Incremental;
using AssetsBackup.Features.Snapshots.Capture.Parts;
using AssetsBackup.Features.Snapshots.Records;
using AssetsBackup.Features.Vaults;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Vault;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Snapshots.Capture;

/// <summary>The first revision of a snapshot: definitions and objects, all of one moment as far as they stand still.</summary>
internal sealed class ObjectsRevision(
    AppDatabase database,
    RunCalls calls,
    CaptureOptions options,
    TimeProvider clock
)
{
    /// <returns>Null for an empty schema.</returns>
    public async Task<RootRecord?> CaptureAsync(
        Backup backup,
        bool mayBuildOn,
        CancellationToken cancellationToken
    )
    {
        var (run, schema, site, opened) = backup;
        var checkpoint = run.Checkpoint<CaptureCheckpoint>();
        var parts = checkpoint?.Parts ?? ObjectParts.WantedBy(run, options);
        var previous = new PreviousSnapshot(database, opened, parts, clock);
        var earlier =
            checkpoint?.Base is { } known
                ? await previous.ReopenAsync(known, schema, site.WorkspaceId, cancellationToken)
            : checkpoint is null && mayBuildOn
                ? await previous.FindAsync(
                    schema,
                    site.WorkspaceId,
                    options.FullEvery,
                    cancellationToken
                )
            : null;
        backup.BuiltOn = earlier?.Id;
        await using var writer = await opened.Vault.WriteAsync(
            new WriterStart(RootKind.Snapshot, run.Id)
            {
                Checkpoint = checkpoint?.Vault ?? 0,
                From = earlier?.ObjectTrees ?? new Dictionary<string, TreeSummary>(),
            },
            cancellationToken
        );
        var scope = new CaptureScope(run, site, calls.Assets(site, run), writer, schema.AssetsId)
        {
            Base = earlier,
            Archive =
                site.Kind == SiteKind.DataCenter
                    ? new Archive(calls.DataCenter(site, run), schema.AssetsId)
                    : null,
            Home = await HomeAsync(schema, cancellationToken),
            Files = calls.Files(site, run),
        };
        var search = new ObjectSearch(scope.Assets, schema.AssetsId);
        checkpoint ??= await BeginAsync(
            scope,
            search,
            opened,
            parts,
            mayBuildOn,
            cancellationToken
        );
        checkpoint = await new ObjectCapture(scope, search, clock).CaptureAsync(
            checkpoint,
            cancellationToken
        );
        var had = await PreviousCountAsync(schema, cancellationToken);
        if (
            checkpoint is { Base: null, Read: 0, Missing: 0 }
            && had == 0
            && await IsArchiveEmptyAsync(scope, cancellationToken)
        )
            return null;
        checkpoint = await new CaptureSettling(
            scope,
            search,
            async () =>
                earlier
                ?? await previous.LastWholeAsync(schema, site.WorkspaceId, cancellationToken),
            clock
        ).RunAsync(checkpoint, cancellationToken);
        return await new ObjectsCommit(scope, checkpoint, clock).RunAsync(
            had,
            await AuditAnchor.ReadAsync(database, run.TenantId, cancellationToken),
            cancellationToken
        );
    }

    private async Task<CaptureCheckpoint> BeginAsync(
        CaptureScope scope,
        ObjectSearch search,
        OpenedVault opened,
        IReadOnlyCollection<string> parts,
        bool mayBuildOn,
        CancellationToken cancellationToken
    )
    {
        await using var stopped = mayBuildOn
            ? await StoppedCapture.FindAsync(
                database,
                scope.Run,
                opened.Vault,
                clock,
                cancellationToken
            )
            : null;
        return await new CaptureStart(scope, search, stopped, parts, clock).BeginAsync(
            cancellationToken
        );
    }

    /// <summary>Whether nothing is in the archive, or nobody asked for it; one that is not told may hold something.</summary>
    private static async Task<bool> IsArchiveEmptyAsync(
        CaptureScope scope,
        CancellationToken cancellationToken
    ) =>
        scope.Archive is not { } archive
        || !scope.Run.Arguments<BackupArguments>().Archived
        || await archive.CountAsync(cancellationToken) == 0;

    /// <summary>Whoever has only the vault learns from it whose it is.</summary>
    private Task<HomeSite?> HomeAsync(Schema schema, CancellationToken cancellationToken) =>
        database
            .Connections.Where(row =>
                row.TenantId == schema.TenantId
                && row.Role == ConnectionRole.Current
                && row.DeletedAt == null
                && row.Id != schema.ConnectionId
            )
            .Select(row => new HomeSite(row.SiteUrl, row.CloudId, row.WorkspaceId))
            .SingleOrDefaultAsync(cancellationToken)!;

    /// <summary>A schema that had objects and has none is emptied, not empty, whatever became of the backup that knows it.</summary>
    private async Task<int> PreviousCountAsync(
        Schema schema,
        CancellationToken cancellationToken
    ) =>
        await database
            .Snapshots.Where(snapshot =>
                snapshot.TenantId == schema.TenantId && snapshot.SchemaId == schema.Id
            )
            .OrderByDescending(snapshot => snapshot.TakenAt)
            .Select(snapshot => snapshot.Objects)
            .FirstOrDefaultAsync(cancellationToken);
}
