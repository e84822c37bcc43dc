using System.Text.Json;
using AssetsBackup.Atlassian.Assets;
using AssetsBackup.Vault;

namespace AssetsBackup.Features.Snapshots.Capture.Parts;

/// <summary>An object of the snapshot of which parts are read.</summary>
/// <param name="entry">As the snapshot lists it.</param>
/// <param name="hasAvatar">Whether it has a picture of its own.</param>
internal sealed class ObjectAtHand(IAssetsReads assets, TreeEntry entry, bool hasAvatar)
{
    private JsonElement? read;

    public TreeEntry Entry => entry;
    public string Id => entry.Id;
    public EntryPlace Place => new(entry.Group, entry.Id);
    public bool HasAvatar => hasAvatar;

    /// <summary>The object as a single read gives it: once for all parts that need it.</summary>
    public async Task<JsonElement> ReadAsync(CancellationToken cancellationToken) =>
        read ??= await ReadAnewAsync(cancellationToken);

    /// <summary>For media tokens, which expire.</summary>
    public async Task<JsonElement> ReadAnewAsync(CancellationToken cancellationToken) =>
        (
            read = await assets.GetObjectAsync(
                entry.Id,
                includeAttributes: false,
                cancellationToken
            )
        ).Value;

    public TreeEntry EntryOf(RecordId record) => entry with { Record = record };
}
