using AssetsBackup.Atlassian;
using AssetsBackup.Features.Connections;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Snapshots.Capture.Incremental;
using AssetsBackup.Features.Snapshots.Capture.Parts;
using AssetsBackup.Features.Snapshots.Records;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Vault;

namespace AssetsBackup.Features.Snapshots.Capture;

/// <summary>
/// The next revision of a snapshot whose objects are committed: what costs calls for each object, a Data Center's archive, and
/// what issues name.
/// </summary>
internal sealed class PartsRevision(AppDatabase database, RunCalls calls, TimeProvider clock)
{
    // One object that a site cannot answer for holds up the others that long.
    private static readonly TimeSpan PatienceWithOneObject = TimeSpan.FromMinutes(1);

    public async Task<RootRecord> CaptureAsync(
        Backup backup,
        bool mayBuildOn,
        CancellationToken cancellationToken
    )
    {
        var (run, schema, site, opened) = backup;
        var objects = await backup.OpenAsync(cancellationToken);
        var checkpoint = await BeginAsync(run, objects.Record, cancellationToken);
        var previous = new PreviousSnapshot(database, opened, checkpoint.Parts, clock);
        var earlier =
            checkpoint is { Base: { } known, PartsAnew: false } && mayBuildOn
                ? await previous.ReopenAsync(known, schema, site.WorkspaceId, cancellationToken)
                : null;
        backup.BuiltOn = earlier?.Id;
        await using var writer = await opened.Vault.WriteAsync(
            WriterStart.NextRevision(objects.Record) with
            {
                Checkpoint = checkpoint.Vault,
                From = objects.Record.Trees.Concat(earlier?.PartTrees ?? []).ToDictionary(),
            },
            cancellationToken
        );
        var assets = calls.Assets(site, run, PatienceWithOneObject, CallPriority.Parts);
        var scope = new CaptureScope(run, site, assets, writer, schema.AssetsId)
        {
            Base = earlier,
            Files = calls.Files(site, run),
        };
        var parts = ObjectParts.Of(scope, checkpoint.Parts);
        checkpoint = await new PartsPass(scope, objects, parts).RunAsync(
            checkpoint,
            cancellationToken
        );
        if (site.Kind == SiteKind.DataCenter)
            checkpoint = await new ArchivedCapture(
                scope,
                calls.DataCenter(site, run, CallPriority.Parts),
                parts
            ).RunAsync(checkpoint, cancellationToken);
        checkpoint = await new IssueFieldCapture(
            scope,
            calls.Issues(site, run, CallPriority.Parts)
        ).RunAsync(checkpoint, cancellationToken);
        return await new PartsCommit(scope, checkpoint).RunAsync(
            SnapshotFacts.Read(objects.Record.Facts),
            cancellationToken
        );
    }

    private static async Task<CaptureCheckpoint> BeginAsync(
        RunContext run,
        RootRecord objects,
        CancellationToken cancellationToken
    )
    {
        var checkpoint = run.Checkpoint<CaptureCheckpoint>()!;
        if (checkpoint.ObjectsCommitted)
            return checkpoint;
        await run.LogAsync(
            RunLogLevel.Information,
            $"{Words.Count(objects.Trees[SnapshotTrees.Objects].Entries, "object")} can be restored from now on. Comments, history and attachments follow.",
            cancellationToken
        );
        checkpoint = checkpoint.AtParts(anew: false);
        await run.SaveCheckpointAsync(checkpoint, cancellationToken);
        return checkpoint;
    }
}
