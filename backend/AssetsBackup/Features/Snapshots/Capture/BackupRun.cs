using AssetsBackup.Atlassian;
using AssetsBackup.Features.Connections;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Features.Snapshots.Capture.Incremental;
using AssetsBackup.Features.Snapshots.Capture.Parts;
using AssetsBackup.Features.Snapshots.Records;
using AssetsBackup.Features.Vaults;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Vault;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AssetsBackup.Features.Snapshots.Capture;

/// <summary>Backs one schema up (docs/architecture.md, "a backup step by step").</summary>
internal sealed class BackupRun(
    AppDatabase database,
    RunCalls calls,
    TenantVaults vaults,
    IOptions<CaptureOptions> options,
    TimeProvider clock
) : IRunBody
{
    // One object that a site cannot answer for holds up the others that long.
    private static readonly TimeSpan PatienceWithOneObject = TimeSpan.FromMinutes(1);

    private Guid? builtOn;

    public RunKind Kind => RunKind.Backup;

    public async Task<RunOutcome> ExecuteAsync(RunContext run, CancellationToken cancellationToken)
    {
        var schema = await database.Schemas.SingleAsync(
            candidate => candidate.TenantId == run.TenantId && candidate.Id == run.SchemaId,
            cancellationToken
        );
        using var opened = await vaults.OpenAsync(run.TenantId, run.Lease, cancellationToken);
        var finished = new FinishedCapture(database, run, schema, opened.PlaceId);
        try
        {
            var root = await CaptureAsync(run, schema, opened, cancellationToken);
            return root is null
                ? RunOutcome.Failed(
                    "schema-empty",
                    "The schema is empty: there is nothing to back up."
                )
                : await finished.RecordAsync(root, cancellationToken);
        }
        catch (RootExistsException)
        {
            // An earlier process wrote the snapshot and died before it could say so.
            var written = await opened.Vault.OpenRootAsync(
                RootKind.Snapshot,
                run.Id,
                cancellationToken
            );
            return await finished.RecordAsync(written.Record, cancellationToken);
        }
        catch (AtlassianException exception)
        {
            return calls.Outcome(exception);
        }
    }

    /// <summary>Null for an empty schema.</summary>
    private async Task<RootRecord?> CaptureAsync(
        RunContext run,
        Schema schema,
        OpenedVault opened,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await CaptureAsync(run, schema, opened, mayBuildOn: true, cancellationToken);
        }
        catch (VaultException e)
            when (e
                    is VaultDamagedException
                        or RecordNotFoundException
                        or RootNotFoundException
                        or CheckpointNotFoundException
            )
        {
            // A storage that is away damaged nothing: opening it again says so, and the run keeps what it has.
            using (await vaults.OpenAsync(run.TenantId, run.Lease, cancellationToken)) { }
            await MarkBaseAsync(run, cancellationToken);
            await run.LogAsync(
                RunLogLevel.Warning,
                "What this backup builds on, or what it had stored before it was interrupted, is damaged or gone: everything is read.",
                cancellationToken
            );
            await run.ForgetCheckpointAsync(cancellationToken);
            return await CaptureAsync(run, schema, opened, mayBuildOn: false, cancellationToken);
        }
    }

    /// <summary>Whoever goes on after a crash must not build on it again. A run that built on none marks none.</summary>
    private Task MarkBaseAsync(RunContext run, CancellationToken cancellationToken) =>
        run.SaveAsync(
            (saved, _) =>
                saved
                    .Snapshots.Where(row =>
                        row.TenantId == run.TenantId && row.Id == builtOn && row.DamagedAt == null
                    )
                    .ExecuteUpdateAsync(
                        row => row.SetProperty(one => one.DamagedAt, clock.GetUtcNow()),
                        cancellationToken
                    ),
            cancellationToken
        );

    private async Task<RootRecord?> CaptureAsync(
        RunContext run,
        Schema schema,
        OpenedVault opened,
        bool mayBuildOn,
        CancellationToken cancellationToken
    )
    {
        var site = await SiteAsync(schema, cancellationToken);
        var assets = calls.Assets(site, run);
        var checkpoint = run.Checkpoint<CaptureCheckpoint>();
        var parts = checkpoint?.Parts ?? ObjectParts.WantedBy(run, options.Value);
        var previous = new PreviousSnapshot(database, opened, parts, clock);
        var earlier =
            checkpoint?.Base is { } known
                ? await previous.ReopenAsync(known, schema, site.WorkspaceId, cancellationToken)
            : checkpoint is null && mayBuildOn
                ? await previous.FindAsync(
                    schema,
                    site.WorkspaceId,
                    options.Value.FullEvery,
                    cancellationToken
                )
            : null;
        builtOn = earlier?.Id;
        await using var writer = await opened.Vault.WriteAsync(
            new WriterStart(RootKind.Snapshot, run.Id)
            {
                Checkpoint = checkpoint?.Vault ?? 0,
                From = earlier?.Trees ?? new Dictionary<string, TreeSummary>(),
            },
            cancellationToken
        );
        var scope = new CaptureScope(run, site, assets, writer, schema.AssetsId)
        {
            Base = earlier,
            Home = await HomeAsync(schema, cancellationToken),
            Files = calls.Files(site, run),
        };
        var search = new ObjectSearch(assets, schema.AssetsId);
        checkpoint ??= await new CaptureStart(scope, search, parts, clock).BeginAsync(
            cancellationToken
        );
        checkpoint = await new ObjectCapture(scope, search, clock).CaptureAsync(
            checkpoint,
            cancellationToken
        );
        var ofObjects = scope with { Assets = calls.Assets(site, run, PatienceWithOneObject) };
        var archive =
            site.Kind == SiteKind.DataCenter
                ? new ArchivedCapture(ofObjects, calls.DataCenter(site, run))
                : null;
        var had = await PreviousCountAsync(schema, cancellationToken);
        if (
            checkpoint is { Base: null, Read: 0, Missing: 0 }
            && had == 0
            && (archive is null || await archive.IsEmptyAsync(cancellationToken))
        )
            return null;
        checkpoint = await new CaptureSettling(scope, search, clock).RunAsync(
            checkpoint,
            cancellationToken
        );
        checkpoint = await new PartsPass(ofObjects, ObjectParts.Of(ofObjects, parts)).RunAsync(
            checkpoint,
            cancellationToken
        );
        checkpoint = archive is null
            ? await new IssueFieldCapture(scope, calls.Jira(site, run)).RunAsync(
                checkpoint,
                cancellationToken
            )
            : await archive.RunAsync(
                checkpoint with
                {
                    IssueFields = IssueFieldProgress.OfDataCenter,
                },
                cancellationToken
            );
        return await new CaptureEnd(scope, checkpoint, clock).CommitAsync(had, cancellationToken);
    }

    private async Task<SiteCredentials> SiteAsync(
        Schema schema,
        CancellationToken cancellationToken
    ) =>
        calls.Open(
            await database
                .Connections.AsNoTracking()
                .SingleAsync(
                    connection =>
                        connection.TenantId == schema.TenantId
                        && connection.Id == schema.ConnectionId,
                    cancellationToken
                )
        );

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

    /// <summary>A schema that had objects and has none is emptied, not empty.</summary>
    private async Task<int> PreviousCountAsync(
        Schema schema,
        CancellationToken cancellationToken
    ) =>
        await database
            .Snapshots.Where(snapshot =>
                snapshot.TenantId == schema.TenantId && snapshot.Id == schema.LastSnapshotId
            )
            .Select(snapshot => snapshot.Objects)
            .SingleOrDefaultAsync(cancellationToken);
}
