using AssetsBackup.Features.Snapshots.Capture.Parts;

namespace AssetsBackup.Features.Snapshots.Records;

/// <summary>What a later capture may build on, in a snapshot's facts.</summary>
/// <param name="RecordForm">The <see cref="CurrentForm"/> of the program that made the records.</param>
/// <param name="ObjectsByType">How many objects it has, by object type.</param>
/// <param name="Tallies">What was read of the parts that cost calls for each object.</param>
internal sealed record CaptureBasis(
    int RecordForm,
    IReadOnlyDictionary<string, long> ObjectsByType,
    IReadOnlyList<PartTally> Tallies
)
{
    /// <summary>Raise it when normalising gives other bytes for the same answer: the next captures read everything once.</summary>
    public const int CurrentForm = 1;

    /// <summary>The snapshot that this one built on; null where everything was read.</summary>
    public Guid? On { get; init; }

    /// <summary>How many snapshots were made since everything was read, this one included; 0 where that was for this one.</summary>
    public int SinceFull { get; init; }

    /// <summary>How many objects a Data Center had archived when the capture began; null where that is not known, and on Cloud.</summary>
    public long? Archived { get; init; }

    /// <summary>
    /// Whether some of what was read refers to objects that the snapshot does not know: the next capture reads it again. Null in
    /// snapshots that do not say.
    /// </summary>
    public bool? HasLooseReferences { get; init; }
}
