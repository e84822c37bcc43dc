using AssetsBackup.Vault;

namespace VaultVictim;

/// <summary>What the victim does, one after the other.</summary>
public enum RunKind
{
    /// <summary>A backup of everything, with checkpoints.</summary>
    Backup,

    /// <summary>A backup that starts from the last one.</summary>
    BackupFromLast,

    /// <summary>The next revision of a snapshot.</summary>
    Revise,

    /// <summary>The deletion of a snapshot.</summary>
    Delete,

    /// <summary>A pruning.</summary>
    Prune,

    /// <summary>A pass of the copy.</summary>
    Copy,

    /// <summary>Another operator key.</summary>
    Rotate,

    /// <summary>A new data epoch.</summary>
    NewEpoch,
}

/// <summary>Works on the vault as the app does, and tells the manifest of it before and after.</summary>
public sealed class Victim
{
    private const int Page = 60;
    private const int MostSnapshots = 6;

    private static readonly PruneMargins Eager = new() { SmallOnes = 4, SmallPack = 128 << 10 };

    private readonly VictimFolder folder;
    private readonly TenantKeys keys;

    private Victim(VictimFolder folder, TenantKeys keys) =>
        (this.folder, this.keys) = (folder, keys);

    /// <summary>Opens what an earlier victim left.</summary>
    public static async Task<Victim> OpenAsync(
        VictimFolder folder,
        CancellationToken cancellationToken
    ) => new(folder, await folder.OpenKeysAsync(cancellationToken));

    /// <summary>The id of a snapshot.</summary>
    public static Guid Id(int number) => new(number, 0, 0, new byte[8]);

    /// <summary>A run of a kind that there is something to do for.</summary>
    public RunKind Choose(Random random)
    {
        var snapshots = folder.Manifest.Read().Count;
        if (snapshots >= MostSnapshots)
            return RunKind.Delete;
        var kind = (RunKind)random.Next((int)RunKind.NewEpoch + 1);
        return snapshots < 2 ? RunKind.Backup : kind;
    }

    /// <summary>Makes one run, from its first line in the manifest to its last.</summary>
    public async Task RunAsync(RunKind kind, CancellationToken cancellationToken)
    {
        var snapshots = folder.Manifest.Read();
        switch (kind)
        {
            case RunKind.Backup:
                await BackupAsync(from: 0, cancellationToken);
                break;
            case RunKind.BackupFromLast:
                await BackupAsync(snapshots.Keys.Last(), cancellationToken);
                break;
            case RunKind.Revise:
                await ReviseAsync(snapshots.Values.Last(), cancellationToken);
                break;
            case RunKind.Delete:
                await DeleteAsync(snapshots.Keys.First(), cancellationToken);
                break;
            case RunKind.Prune:
                var vault = await OpenVaultAsync(cancellationToken);
                await vault.PruneAsync(Eager, cancellationToken);
                break;
            case RunKind.Copy:
                await CopyAsync(cancellationToken);
                break;
            case RunKind.Rotate:
                await folder.RotateAsync(cancellationToken);
                break;
            case RunKind.NewEpoch:
                await folder.AdvanceEpochAsync(cancellationToken);
                break;
        }
    }

    /// <summary>Goes on with whatever a killed victim had begun, and makes the other runs once more.</summary>
    public async Task RecoverAsync(CancellationToken cancellationToken)
    {
        foreach (var snapshot in folder.Manifest.Read().Values)
        {
            if (snapshot.Committed < snapshot.Begun.Count)
                await WriteAsync(snapshot, cancellationToken);
            if (snapshot.IsBeingDeleted)
                await DeleteAsync(snapshot.Id, cancellationToken);
        }
        await RunAsync(RunKind.Prune, cancellationToken);
        await RunAsync(RunKind.Copy, cancellationToken);
    }

    /// <summary>Opens the vault at the victim's own time, which goes on by some hours with every line of the manifest.</summary>
    public Task<TenantVault> OpenVaultAsync(CancellationToken cancellationToken) =>
        TenantVault.OpenOrCreateAsync(
            folder.Vault,
            keys,
            new VictimClock(folder.Manifest.Count),
            cancellationToken
        );

    private async Task BackupAsync(int from, CancellationToken cancellationToken)
    {
        var manifest = folder.Manifest;
        var id = manifest.Count + 1;
        manifest.Add($"begin {id} {id} {from}");
        await WriteAsync(manifest.Read()[id], cancellationToken);
    }

    private async Task ReviseAsync(ManifestSnapshot snapshot, CancellationToken cancellationToken)
    {
        var manifest = folder.Manifest;
        manifest.Add($"begin {snapshot.Id} {manifest.Count + 1} 0");
        await WriteAsync(manifest.Read()[snapshot.Id], cancellationToken);
    }

    /// <summary>Writes the revision that was begun last, from its last checkpoint on, unless it is there already.</summary>
    private async Task WriteAsync(ManifestSnapshot snapshot, CancellationToken cancellationToken)
    {
        var vault = await OpenVaultAsync(cancellationToken);
        var start = await StartAsync(vault, snapshot, cancellationToken);
        try
        {
            await using var writer = await vault.WriteAsync(
                start with
                {
                    Checkpoint = snapshot.Checkpoint,
                },
                cancellationToken
            );
            await StageAsync(writer, snapshot, cancellationToken);
            await writer.CommitAsync("{}"u8.ToArray(), cancellationToken);
        }
        catch (RootExistsException)
        {
            // The killed one had come to its end.
        }
        folder.Manifest.Add($"committed {snapshot.Id}");
    }

    private static async Task<WriterStart> StartAsync(
        TenantVault vault,
        ManifestSnapshot snapshot,
        CancellationToken cancellationToken
    )
    {
        var start = new WriterStart(RootKind.Snapshot, Id(snapshot.Id));
        if (snapshot.Begun.Count > 1)
        {
            var current = await vault.OpenRootAsync(start.Kind, start.Id, cancellationToken);
            // A killed one may have committed the revision: the same number is asked for again, and refused.
            return WriterStart.NextRevision(
                current.Record with
                {
                    Revision = snapshot.Begun.Count - 1,
                }
            );
        }
        if (snapshot.From == 0)
            return start;
        var from = await vault.OpenRootAsync(start.Kind, Id(snapshot.From), cancellationToken);
        return start with
        {
            From = new Dictionary<string, TreeSummary>(StringComparer.Ordinal)
            {
                ["objects"] = from.Record.Trees["objects"],
            },
        };
    }

    private async Task StageAsync(
        RootWriter writer,
        ManifestSnapshot snapshot,
        CancellationToken cancellationToken
    )
    {
        var step = snapshot.Begun[^1];
        var from = snapshot.Begun.Count == 1 ? snapshot.From : 0;
        var tree = snapshot.Begun.Count == 1 ? "objects" : "avatars";
        var items = from > 0 ? VictimContent.Changes(from, step) : VictimContent.At(step);
        var page = 0L;
        foreach (var chunk in items.Chunk(Page))
        {
            if (++page > snapshot.Checkpoint)
            {
                var entries = new List<TreeEntry>();
                foreach (var (number, content) in chunk)
                {
                    var record = await writer.AddRecordAsync(content, cancellationToken);
                    entries.Add(new TreeEntry("1", $"{number}", "", "", step, record));
                }
                await writer.StageAsync(tree, entries, cancellationToken);
                var checkpoint = await writer.CheckpointAsync(cancellationToken);
                folder.Manifest.Add($"checkpoint {snapshot.Id} {checkpoint}");
            }
        }
        var removed = from > 0 ? VictimContent.Removed(from, step) : [];
        await writer.StageAsync(
            tree,
            [.. removed.Select(number => TreeEntry.Removed("1", $"{number}"))],
            cancellationToken
        );
    }

    private async Task DeleteAsync(int id, CancellationToken cancellationToken)
    {
        folder.Manifest.Add($"deleting {id}");
        var vault = await OpenVaultAsync(cancellationToken);
        await vault.DeleteAsync(RootKind.Snapshot, Id(id), cancellationToken);
        folder.Manifest.Add($"deleted {id}");
    }

    private async Task CopyAsync(CancellationToken cancellationToken)
    {
        var report = await new VaultCopy(folder.Vault, folder.Copy, keys).RunAsync(
            isLast: true,
            cancellationToken
        );
        if (!report.IsWhole)
            throw new InvalidOperationException("The source is damaged");
    }

    private sealed class VictimClock(int lines) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() =>
            new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddHours(lines);
    }
}
