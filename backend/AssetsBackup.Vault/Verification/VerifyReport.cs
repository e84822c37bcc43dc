using System.Runtime.InteropServices;

namespace AssetsBackup.Vault;

/// <summary>What to verify.</summary>
public sealed record VerifyScope
{
    private VerifyScope() { }

    /// <summary>Every blob and every root of the vault.</summary>
    public static VerifyScope All { get; } = new();

    /// <summary>The kind of the one root to verify; null for all.</summary>
    public RootKind? Kind { get; private init; }

    /// <summary>The id of the one root to verify; null for all.</summary>
    public Guid? Id { get; private init; }

    /// <summary>The slice of the packs to read, from 0; null for all.</summary>
    public int? Number { get; private init; }

    /// <summary>Into how many slices the packs are divided.</summary>
    public int Slices { get; private init; } = 1;

    /// <summary>
    /// The whole structure, and of the packs those of one slice. Each pack is in exactly one slice, always the same: whoever
    /// verifies 0 to <paramref name="slices"/> - 1, one a night, has read every byte.
    /// </summary>
    /// <param name="number">The slice, from 0 to <paramref name="slices"/> - 1.</param>
    /// <param name="slices">Into how many slices to divide, 1 or more.</param>
    public static VerifyScope Slice(int number, int slices)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(slices, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(number, slices);
        return new VerifyScope { Number = number, Slices = slices };
    }

    /// <summary>Whose turn a day is: so many days in a row, whichever is the first, have every slice once.</summary>
    /// <param name="day">The day, always of the same time zone.</param>
    /// <param name="slices">Into how many slices the packs are divided, 1 or more.</param>
    /// <returns>A slice, from 0.</returns>
    public static int SliceOf(DateOnly day, int slices)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(slices, 1);
        return day.DayNumber % slices;
    }

    /// <summary>One root and everything that it needs.</summary>
    public static VerifyScope One(RootKind kind, Guid id) => new() { Kind = kind, Id = id };
}

/// <summary>How far a verification is.</summary>
/// <param name="EntriesChecked">Tree entries checked so far.</param>
/// <param name="PacksRead">Packs read so far.</param>
/// <param name="PacksToRead">Packs to read in all; 0 while not known or when data is not read.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct VerifyProgress(long EntriesChecked, long PacksRead, long PacksToRead);

/// <summary>What a verification found.</summary>
/// <param name="Findings">Every damage found; empty when all is sound.</param>
/// <param name="RootsChecked">Roots whose record and trees were walked.</param>
/// <param name="EntriesChecked">Tree entries checked.</param>
/// <param name="PacksRead">Packs read, decrypted and compared with their ids.</param>
/// <param name="BytesRead">Stored bytes of those packs.</param>
/// <param name="UnindexedPacks">Packs that no index names: garbage of killed writers, unless an index is missing.</param>
/// <param name="SnapshotsLost">Snapshots of which no record, of any revision, can be read, here or by a newer program.</param>
public sealed record VerifyReport(
    IReadOnlyList<VerifyFinding> Findings,
    int RootsChecked,
    long EntriesChecked,
    long PacksRead,
    long BytesRead,
    int UnindexedPacks,
    IReadOnlySet<Guid> SnapshotsLost
)
{
    /// <summary>True when nothing is wrong with what was checked.</summary>
    public bool IsSound => Findings.Count == 0;

    /// <summary>The snapshots of which something is damaged or missing; not for what a newer program wrote alone.</summary>
    public IReadOnlySet<Guid> SnapshotsHit() =>
        Findings.Where(finding => !IsOfNewerProgram(finding)).SelectMany(Hits).ToHashSet();

    /// <summary>The snapshots of which a newer program wrote something: that says nothing of damage, and not all of them was checked.</summary>
    public IReadOnlySet<Guid> SnapshotsTooNew() =>
        Findings
            .Where(IsOfNewerProgram)
            .SelectMany(finding =>
                finding.Subject.Root is { } id ? finding.Snapshots.Append(id) : finding.Snapshots
            )
            .ToHashSet();

    /// <summary>Whether a newer program wrote it. What no index has that can be read, one may have that such a program wrote.</summary>
    public bool IsOfNewerProgram(VerifyFinding finding) =>
        finding.Problem == VerifyProblem.TooNew
        || (
            finding.Problem == VerifyProblem.NotIndexed
            && Findings.Any(other =>
                other is { Problem: VerifyProblem.TooNew, Subject.Role: BlobRole.Index }
            )
        );

    private static IEnumerable<Guid> Hits(VerifyFinding finding) =>
        finding.Subject is { Role: BlobRole.Snapshot, Root: { } id }
            ? finding.Snapshots.Append(id)
            : finding.Snapshots;

    internal IEnumerable<BlobId> DamagedPacks()
    {
        foreach (var finding in Findings)
        {
            if (
                finding.Problem == VerifyProblem.Damaged
                && BlobNames.TryParsePack(finding.Blob, out var id)
            )
                yield return id;
        }
    }
}

/// <summary>What is wrong with a blob.</summary>
public enum VerifyProblem
{
    /// <summary>The blob is needed and not there.</summary>
    Missing,

    /// <summary>The blob's length differs from what the index says.</summary>
    WrongLength,

    /// <summary>The blob does not authenticate or does not decode.</summary>
    Damaged,

    /// <summary>The blob was written by a newer version of the format.</summary>
    TooNew,

    /// <summary>Records are in no readable index; <see cref="VerifyFinding.Blob"/> is then "index".</summary>
    NotIndexed,
}

/// <summary>One damage and whom it hits.</summary>
/// <param name="Blob">The blob's name.</param>
/// <param name="Problem">What is wrong.</param>
/// <param name="Detail">What is wrong, for people; never any content.</param>
/// <param name="Affected">The entries that cannot be read because of it, the first 1,000 of each tree.</param>
/// <param name="AffectedCount">
/// How many entries cannot be read, each once for each root that has it. A damaged tree page counts all the entries below it.
/// </param>
/// <param name="ByTree">How many of them are in which tree.</param>
/// <param name="Snapshots">The snapshots that those entries are in, all of them.</param>
public sealed record VerifyFinding(
    string Blob,
    VerifyProblem Problem,
    string Detail,
    IReadOnlyList<AffectedEntry> Affected,
    long AffectedCount,
    IReadOnlyDictionary<string, long> ByTree,
    IReadOnlySet<Guid> Snapshots
)
{
    /// <summary>What the blob is for.</summary>
    public BlobSubject Subject => BlobSubject.Of(Blob);
}

/// <summary>An entry that cannot be read. Below a damaged page only the first group and id of the page are known.</summary>
/// <param name="Kind">The kind of the root that it is in.</param>
/// <param name="Root">The root that it is in.</param>
/// <param name="Tree">The tree that it is in.</param>
/// <param name="Group">Its group.</param>
/// <param name="Id">Its id in the group.</param>
/// <param name="Key">Its key for people; empty when not known.</param>
public sealed record AffectedEntry(
    RootKind Kind,
    Guid Root,
    string Tree,
    string Group,
    string Id,
    string Key
);
