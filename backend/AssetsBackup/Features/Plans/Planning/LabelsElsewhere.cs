using System.Runtime.CompilerServices;
using AssetsBackup.Features.Snapshots.Records;
using AssetsBackup.Vault;

namespace AssetsBackup.Features.Plans.Planning;

/// <summary>
/// The objects of other schemas that a snapshot's objects refer to, as far as their list can be read: without it some references
/// are left out, and no plan is refused for that.
/// </summary>
internal sealed class LabelsElsewhere(RootReader snapshot)
{
    /// <summary>Whether a part of the list is lost.</summary>
    public bool AreCut { get; private set; }

    public async IAsyncEnumerable<TreeEntry> ListAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        if (!snapshot.Record.Trees.ContainsKey(SnapshotTrees.ForeignLabels))
            yield break;
        await using var labels = snapshot
            .ListAsync(SnapshotTrees.ForeignLabels, null, cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            try
            {
                if (!await labels.MoveNextAsync())
                    yield break;
            }
            catch (VaultException e) when (e is VaultDamagedException or RecordNotFoundException)
            {
                AreCut = true;
                yield break;
            }
            yield return labels.Current;
        }
    }
}
