using System.Runtime.CompilerServices;
using AssetsBackup.Features.Snapshots.Records;
using AssetsBackup.Vault;

namespace AssetsBackup.Features.Plans.Planning;

/// <summary>
/// Reads the objects of a snapshot one at a time, twice: once for who refers to whom, once for the steps. What it keeps is
/// ids and counts, never values.
/// </summary>
internal sealed class ObjectScan(
    RootReader snapshot,
    SnapshotDefinitions source,
    DefinitionPlan definitions,
    ForeignThings foreign
)
{
    private readonly ObjectGraph graph = new();
    private readonly Dictionary<string, AttributeRecord> attributes =
        source.AllAttributes.ToDictionary(attribute => attribute.Id);
    private readonly Dictionary<string, long> lostValues = [];
    private readonly Dictionary<string, long> lostReferences = [];

    private readonly Dictionary<string, int> countByType = [];

    public int Count => graph.Count;

    public IReadOnlyDictionary<string, int> CountByType => countByType;

    /// <summary>Values and references that will not be restored, by attribute id.</summary>
    public IReadOnlyDictionary<string, long> LeftOutValues =>
        lostValues.Concat(lostReferences).ToDictionary();

    public int DeferredCount { get; private set; }

    public int AvatarCount { get; private set; }

    public async Task OrderAsync(Func<long, Task> report, CancellationToken cancellationToken)
    {
        await foreach (var (_, found) in ObjectsAsync(cancellationToken))
        {
            AvatarCount += found.HasAvatar ? 1 : 0;
            countByType[found.ObjectTypeId] = countByType.GetValueOrDefault(found.ObjectTypeId) + 1;
            graph.Add(found.Id, found.Attributes.SelectMany(ReferencesOf));
            if (graph.Count % 1000 == 0)
                await report(graph.Count);
        }
        graph.Order();
    }

    /// <summary>A step for each object with the wave in which it is created, in the snapshot's order.</summary>
    public async IAsyncEnumerable<(PlanStep Step, int Wave, string Key)> StepsAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await foreach (var (entry, found) in ObjectsAsync(cancellationToken))
        {
            var deferred = found.Attributes.Where(value => IsDeferred(found.Id, value)).ToList();
            DeferredCount += deferred.Count > 0 ? 1 : 0;
            CountLosses(found);
            var step = new PlanStep(PlanKinds.Object, PlanActions.Create, found.Id, entry.Label)
            {
                TypeId = found.ObjectTypeId,
                Record = entry.Record.ToString(),
                Deferred =
                    deferred.Count == 0
                        ? null
                        : [.. deferred.Select(value => value.ObjectTypeAttributeId)],
            };
            yield return (step, graph.WaveOf(found.Id), found.ObjectKey);
        }
    }

    /// <summary>What was counted and will not be the same, in words.</summary>
    public IEnumerable<string> Warnings()
    {
        foreach (var (attribute, count) in lostValues)
            yield return $"{Words.Count(count, "value")} of the attribute '{NameOf(attribute)}' left out with it.";
        foreach (var (attribute, count) in lostReferences)
            yield return $"{Words.Count(count, "reference")} of the attribute '{NameOf(attribute)}' left out: what they refer to is neither in this backup nor at the destination.";
        if (AvatarCount > 0)
            yield return $"{Words.Count(AvatarCount, "object")} with a picture of their own; pictures are not restored by this version.";
    }

    private async IAsyncEnumerable<(TreeEntry, ObjectRecord)> ObjectsAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await foreach (
            var (entry, content) in snapshot.ReadAsync(
                SnapshotTrees.Objects,
                null,
                cancellationToken
            )
        )
            yield return (entry, RecordJson.Read<ObjectRecord>(content));
    }

    private IEnumerable<string> ReferencesOf(ObjectAttributeRecord value) =>
        IsLeftOut(value)
            ? []
            : value.ObjectAttributeValues.Select(one => one.ReferencedObject).OfType<string>();

    private bool IsDeferred(string objectId, ObjectAttributeRecord value) =>
        ReferencesOf(value)
            .Any(target => graph.Contains(target) && graph.IsDeferred(objectId, target));

    private void CountLosses(ObjectRecord found)
    {
        foreach (var value in found.Attributes)
        {
            if (IsLeftOut(value))
                Add(lostValues, value.ObjectTypeAttributeId, value.ObjectAttributeValues.Count);
            var lost = ReferencesOf(value)
                .Count(target => !graph.Contains(target) && !foreign.Objects.ContainsKey(target));
            Add(lostReferences, value.ObjectTypeAttributeId, lost);
        }
    }

    private bool IsLeftOut(ObjectAttributeRecord value) =>
        !attributes.ContainsKey(value.ObjectTypeAttributeId)
        || definitions.SkippedAttributes.Contains(value.ObjectTypeAttributeId);

    private string NameOf(string attributeId) =>
        attributes.TryGetValue(attributeId, out var attribute) ? attribute.Name : attributeId;

    private static void Add(Dictionary<string, long> counts, string key, int count)
    {
        if (count > 0)
            counts[key] = counts.GetValueOrDefault(key) + count;
    }
}
