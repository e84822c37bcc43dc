using System.Collections.Concurrent;

namespace AssetsBackup.Vault;

/// <summary>Gathers findings by blob. Blobs may be added from several threads, entries from one.</summary>
internal sealed class VerifyFindings
{
    /// <summary>The name of a finding of records that no readable index has; see <see cref="VerifyProblem.NotIndexed"/>.</summary>
    internal const string NoIndex = "index";

    private const int MostNamed = 1000;

    private readonly ConcurrentDictionary<string, Gathered> blobs = new(StringComparer.Ordinal);

    internal void Add(string blob, VerifyProblem problem, string detail) =>
        Of(blob, problem, detail);

    /// <summary>Adds what an exception says of a blob.</summary>
    internal void Add(VaultException e) => Of(e);

    /// <summary>Adds what an exception says, and the entries that it keeps from being read.</summary>
    internal void Add(VaultException e, AffectedEntry entry, long count) =>
        Of(e).Affect(entry, count);

    internal void Affect(string blob, AffectedEntry entry) =>
        Of(blob, VerifyProblem.Damaged, "what is needed of it cannot be read").Affect(entry, 1);

    /// <summary>Runs a step; damage that it meets is a finding.</summary>
    internal async Task TryAsync(Func<Task> step)
    {
        try
        {
            await step();
        }
        catch (VaultException e)
        {
            Add(e);
        }
    }

    /// <summary>As <see cref="TryAsync"/>, for a blob that was listed: others may delete it before it is read.</summary>
    /// <returns>False when it is gone.</returns>
    internal async Task<bool> TryListedAsync(Func<Task> step)
    {
        var isThere = true;
        await TryAsync(async () =>
        {
            try
            {
                await step();
            }
            catch (VaultDamagedException e) when (e.IsMissing)
            {
                isThere = false;
            }
        });
        return isThere;
    }

    /// <summary>All but packs that are missing and that nothing needs: pruning takes them out of the index.</summary>
    internal IReadOnlyList<VerifyFinding> ToList() =>
        [
            .. blobs
                .Where(blob => blob.Value.Count > 0 || !IsMissingPack(blob.Key, blob.Value))
                .OrderBy(blob => blob.Key, StringComparer.Ordinal)
                .Select(blob => new VerifyFinding(
                    blob.Key,
                    blob.Value.Problem,
                    blob.Value.Detail,
                    blob.Value.Affected,
                    blob.Value.Count,
                    blob.Value.ByTree,
                    blob.Value.Snapshots
                )),
        ];

    private static bool IsMissingPack(string blob, Gathered gathered) =>
        gathered.Problem == VerifyProblem.Missing
        && blob.StartsWith(BlobNames.Packs, StringComparison.Ordinal);

    private static VerifyProblem ProblemOf(VaultDamagedException e) =>
        e.IsMissing ? VerifyProblem.Missing : VerifyProblem.Damaged;

    private Gathered Of(VaultException e) =>
        e switch
        {
            VaultDamagedException damage => Of(damage.Blob, ProblemOf(damage), damage.Reason),
            VaultFormatTooNewException newer => Of(newer.Blob, VerifyProblem.TooNew, newer.Message),
            _ => Of(
                NoIndex,
                VerifyProblem.NotIndexed,
                "records that are needed are in no readable index"
            ),
        };

    private Gathered Of(string blob, VerifyProblem problem, string detail) =>
        blobs.GetOrAdd(blob, _ => new Gathered(problem, detail));

    private sealed class Gathered(VerifyProblem problem, string detail)
    {
        internal VerifyProblem Problem { get; } = problem;

        internal string Detail { get; } = detail;

        internal List<AffectedEntry> Affected { get; } = [];

        internal long Count { get; private set; }

        internal Dictionary<string, long> ByTree { get; } = new(StringComparer.Ordinal);

        internal HashSet<Guid> Snapshots { get; } = [];

        internal void Affect(AffectedEntry entry, long count)
        {
            Count += count;
            // Otherwise the trees that are walked first would leave no room for the others.
            var before = ByTree.GetValueOrDefault(entry.Tree);
            ByTree[entry.Tree] = before + count;
            if (entry.Kind == RootKind.Snapshot)
                Snapshots.Add(entry.Root);
            if (before < MostNamed)
                Affected.Add(entry);
        }
    }
}
