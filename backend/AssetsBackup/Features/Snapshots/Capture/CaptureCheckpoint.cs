using AssetsBackup.Features.Snapshots.Capture.Incremental;
using AssetsBackup.Features.Snapshots.Capture.Parts;
using AssetsBackup.Features.Snapshots.Records;

namespace AssetsBackup.Features.Snapshots.Capture;

/// <summary>Where a capture goes on after a crash. Everything that it names is durable in the vault.</summary>
/// <param name="Vault">The vault's checkpoint.</param>
/// <param name="StoredBytes">What earlier processes of this run added to the vault.</param>
/// <param name="StartedAt">When the first definition was read: deltas look back to it.</param>
/// <param name="Definitions">What the definitions gave.</param>
/// <param name="KeysetWorks">The result of the probe (contract §9.3).</param>
internal sealed record CaptureCheckpoint(
    long Vault,
    long StoredBytes,
    DateTimeOffset StartedAt,
    CapturedDefinitions Definitions,
    bool KeysetWorks,
    IReadOnlyList<Partition> Partitions
)
{
    /// <summary>The snapshot that this one builds on; null where everything is read.</summary>
    public Guid? Base { get; init; }

    /// <summary>Objects were taken over from a backup that did not come to its end.</summary>
    public bool HasTakenOver { get; init; }

    /// <summary>The form of the records (<see cref="CaptureBasis.CurrentForm"/>).</summary>
    public int RecordForm { get; init; }

    /// <summary>How many snapshots were made since everything was read, this one included.</summary>
    public int SinceFull { get; init; }

    /// <summary>How many objects a Data Center had archived; null where that is not known, and on Cloud.</summary>
    public long? ArchivedAtStart { get; init; }

    /// <summary>The parts that cost calls for each object and are read, whatever the settings have become.</summary>
    public required IReadOnlyCollection<string> Parts { get; init; }

    /// <summary>Null until the objects are all read.</summary>
    public Census? Census { get; init; }

    /// <summary>Null until the delta passes are done.</summary>
    public Settled? Settled { get; init; }

    /// <summary>The snapshot with its objects is in the vault; from here on the checkpoint is that of its next revision.</summary>
    public bool ObjectsCommitted { get; init; }

    /// <summary>The parts are read for every object, because what the earlier snapshot has of them cannot be taken over.</summary>
    public bool PartsAnew { get; init; }

    /// <summary>It is known which objects are asked for their parts, and what the earlier snapshot has of those that are gone is taken away.</summary>
    public bool PartsBegun { get; init; }

    /// <summary>The last object whose parts are read; null before the first.</summary>
    public EntryPlace? PartsAfter { get; init; }

    /// <summary>How many objects' parts are read.</summary>
    public long PartsOf { get; init; }

    public IReadOnlyList<PartTally> Tallies { get; init; } = [];

    /// <summary>One of the objects whose parts are read refers to an object that the snapshot does not know.</summary>
    public bool HasLooseReferences { get; init; }

    /// <summary>How far a Data Center's archive is read; null before it is begun, and on Cloud.</summary>
    public ArchiveProgress? Archived { get; init; }

    /// <summary>Null before the first of them.</summary>
    public IssueFieldProgress? IssueFields { get; init; }

    public long Read => Partitions.Sum(partition => partition.Read);

    public long Missing => Partitions.Sum(partition => partition.Missing);

    /// <summary>As far as Assets' own counts go.</summary>
    public long Expected => Partitions.Sum(partition => Math.Max(partition.Listed, partition.Read));

    /// <summary>The beginning of the parts, when the objects are committed.</summary>
    public CaptureCheckpoint AtParts(bool anew) =>
        new(Vault: 0, StoredBytes, StartedAt, Definitions, KeysetWorks, Partitions: [])
        {
            Base = Base,
            SinceFull = SinceFull,
            ArchivedAtStart = ArchivedAtStart,
            Parts = Parts,
            Census = Census,
            Settled = Settled,
            ObjectsCommitted = true,
            PartsAnew = anew,
        };

    public CaptureCheckpoint With(Partition partition) =>
        this with
        {
            Partitions =
            [
                .. Partitions.Select(known => known.Number == partition.Number ? partition : known),
            ],
        };
}

/// <summary>The end of the delta passes.</summary>
/// <param name="At">When the last one ended.</param>
/// <param name="Moved">Objects that still changed in it.</param>
/// <param name="Missing">Objects that Assets counts then and an incremental capture does not have.</param>
/// <param name="HasLooseReferences">Objects were found to be gone after what referred to them had been read again.</param>
internal sealed record Settled(
    DateTimeOffset At,
    int Moved,
    long Missing = 0,
    bool HasLooseReferences = false
)
{
    /// <summary>Objects that could not be read again after what they refer to was deleted: they are as they were.</summary>
    public int Unread { get; init; }

    /// <summary>Object types that show less than they have.</summary>
    public IReadOnlyList<EmptiedType> Emptied { get; init; } = [];

    /// <summary>Of the first of those that moved.</summary>
    public IReadOnlyList<string> MovedKeys { get; init; } = [];
}

/// <summary>An entry of a tree.</summary>
internal sealed record EntryPlace(string Group, string Id);

/// <summary>The schema as its definitions were read.</summary>
/// <param name="Parts">The parts that are done.</param>
internal sealed record CapturedDefinitions(
    string SchemaName,
    string SchemaKey,
    IReadOnlyList<CapturedType> Types,
    IReadOnlyList<SnapshotPart> Parts
);

/// <param name="Listed">How many objects the list of types says it has.</param>
internal sealed record CapturedType(string Id, string Name, bool IsAbstract, long Listed);

/// <summary>Objects that are read one page after another: those of a type, or a range of their ids (contract §9.2).</summary>
/// <param name="From">First object id, or null for no bound.</param>
/// <param name="To">The object id after the last, or null for no bound.</param>
/// <param name="Listed">How many objects were expected when it was planned.</param>
/// <param name="LastId">Pages after this object id are not read yet.</param>
/// <param name="Read">Distinct objects read.</param>
/// <param name="Missing">Objects that Assets counted and did not give.</param>
/// <param name="Unfilled">Objects that came without their attributes.</param>
/// <param name="IsUnsettled">Whether no reading of it came from its beginning to its end undisturbed.</param>
/// <param name="IsByOffset">Whether its pages follow by offset, because its keys are not ordered by number.</param>
internal sealed record Partition(
    int Number,
    string TypeId,
    string TypeName,
    long? From,
    long? To,
    long Listed,
    long? LastId = null,
    long Read = 0,
    long Missing = 0,
    long Unfilled = 0,
    bool IsDone = false,
    bool IsByOffset = false,
    bool IsUnsettled = false
)
{
    /// <summary>A condition of its query, in place of a range of ids; null where there is none.</summary>
    public string? Window { get; init; }

    /// <summary>As it was planned, with nothing read.</summary>
    public Partition Anew() =>
        this with
        {
            LastId = null,
            Read = 0,
            Missing = 0,
            Unfilled = 0,
            IsDone = false,
            IsByOffset = false,
            IsUnsettled = false,
        };

    public bool IsWholeType => this is { From: null, To: null, Window: null };

    /// <summary>Whether an object of its type is in its range of ids.</summary>
    public bool Holds(string objectId) =>
        (From, To) is (null, null)
        || (
            KeysetProbe.TryParse(objectId, out var id)
            && (From is null || id >= From)
            && (To is null || id < To)
        );

    public string Query =>
        $"objectTypeId = {TypeId}"
        + (From is null ? "" : $" AND objectId >= {From}")
        + (To is null ? "" : $" AND objectId < {To}")
        + (Window is null ? "" : $" AND {Window}");
}
