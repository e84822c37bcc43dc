using System.Text.Json;
using AssetsBackup.Features.Snapshots.Capture.Incremental;
using AssetsBackup.Features.Snapshots.Capture.Normalising;
using AssetsBackup.Features.Snapshots.Records;
using AssetsBackup.Vault;

namespace AssetsBackup.Features.Snapshots.Capture.Parts;

/// <summary>
/// A part of which one call gives all that an object has: comments, history. No flag says that an object has none (contract
/// §9.2), so each object is asked. Only those that have some get an entry.
/// </summary>
internal sealed class ListPart(
    CaptureScope scope,
    string tree,
    Func<string, CancellationToken, Task<JsonElement>> read,
    Func<string, IEnumerable<JsonElement>, byte[]> normalise
) : IObjectPart
{
    public required string Name { get; init; }

    public required string Noun { get; init; }

    /// <summary>Contract §5.12.</summary>
    public static ListPart Comments(CaptureScope scope) =>
        new(scope, SnapshotTrees.Comments, scope.Assets.ListCommentsAsync, PartsNormaliser.Comments)
        {
            Name = "comments",
            Noun = "comment",
        };

    /// <summary>Contract §5.13.</summary>
    public static ListPart History(CaptureScope scope) =>
        new(
            scope,
            SnapshotTrees.History,
            (id, stop) => scope.Assets.GetHistoryAsync(id, asc: true, stop),
            PartsNormaliser.History
        )
        {
            Name = "history",
            Noun = "change",
        };

    public bool MayHave(ObjectAtHand owner) => true;

    public async Task<int> ForgetAsync(
        CaptureBase earlier,
        TreeEntry owner,
        CancellationToken cancellationToken
    )
    {
        if (
            await earlier.FindAsync(tree, owner.Group, owner.Id, cancellationToken) is not { } entry
        )
            return 0;
        await scope.Writer.StageAsync(
            tree,
            [TreeEntry.Removed(owner.Group, owner.Id)],
            cancellationToken
        );
        return PartsNormaliser.CountIn(await earlier.ReadAsync(entry, cancellationToken));
    }

    public async Task<PartOfObject> CaptureAsync(
        ObjectAtHand owner,
        CancellationToken cancellationToken
    )
    {
        if (ListedPart.Of(await read(owner.Id, cancellationToken)) is not { } listed)
            return PartOfObject.NoList;
        var items = listed.Items;
        if (items.Count == 0)
            return new PartOfObject(0, listed.Withheld, ListedPart.Short);
        await scope.Writer.StageAsync(
            tree,
            [
                new CapturedRecord(
                    owner.Entry.Group,
                    owner.Id,
                    owner.Entry.Key,
                    owner.Entry.Label,
                    items.Max(item =>
                        Math.Max(item.UtcTicks("created"u8), item.UtcTicks("updated"u8))
                    ),
                    normalise(owner.Id, items)
                ),
            ],
            cancellationToken
        );
        return new PartOfObject(items.Count, listed.Withheld, ListedPart.Short);
    }
}
