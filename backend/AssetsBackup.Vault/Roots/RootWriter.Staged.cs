using System.Runtime.CompilerServices;

namespace AssetsBackup.Vault;

public sealed partial class RootWriter
{
    /// <summary>
    /// Lists in order what a tree had staged at the last checkpoint, also the entries that only take others away
    /// (<see cref="TreeEntry.IsRemoved"/>). What stands in an older tree that the root started from is not among it. Other
    /// trees may be staged and checkpoints made while it goes on: what comes after its first entry was asked for is not seen.
    /// No checkpoint may be under way at that moment.
    /// </summary>
    /// <param name="tree">The tree's name; one that was never staged is empty.</param>
    /// <param name="after">The group and id to go on behind; null for the beginning.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="VaultDamagedException">A part that it needs is damaged.</exception>
    public async IAsyncEnumerable<TreeEntry> ListStagedAsync(
        string tree,
        (string Group, string Id)? after,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        ThrowIfFailed();
        var merge = new EntryMerge(vault.Blobs, progress.DurableParts(), tree);
        var passed = after is { } key ? new EntryKey(key.Group, key.Id) : (EntryKey?)null;
        await foreach (var entry in merge.ReadAsync(cancellationToken))
        {
            if (passed is { } p && TreeItems.KeyOf(entry).CompareTo(p) <= 0)
                continue;
            yield return entry;
        }
    }
}
