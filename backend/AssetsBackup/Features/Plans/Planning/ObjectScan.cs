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
    private readonly HashSet<string> attributes =
    [
        .. source.AllAttributes.Select(attribute => attribute.Id),
    ];
    private readonly Dictionary<string, long> lostValues = [];
    private readonly Dictionary<string, long> lostReferences = [];

    // By attribute left out: one object that it refers to, and the key of that one's schema where the backup tells it.
    private readonly Dictionary<string, string> lostTargets = [];
    private readonly Dictionary<string, string> lostSchemas = [];

    private readonly Dictionary<string, int> countByType = [];

    public int Count => graph.Count;

    /// <summary>Objects that the backup lists and cannot give any more.</summary>
    public LostObjects Lost { get; } = new();

    public IReadOnlyDictionary<string, int> CountByType => countByType;

    /// <summary>Values and references that will not be restored, by attribute id.</summary>
    public IReadOnlyDictionary<string, long> LeftOutValues =>
        lostValues.Concat(lostReferences).ToDictionary();

    /// <summary>Whether something is referred to that is neither in the backup nor at the destination.</summary>
    public bool MissesOthers => lostReferences.Count > 0;

    public int DeferredCount { get; private set; }

    public async Task OrderAsync(Func<long, Task> report, CancellationToken cancellationToken)
    {
        await foreach (var (_, found) in ObjectsAsync(Lost.Add, cancellationToken))
        {
            countByType[found.ObjectTypeId] = countByType.GetValueOrDefault(found.ObjectTypeId) + 1;
            graph.Add(found.Id, found.Attributes.SelectMany(ReferencesOf));
            NoteLostTargets(found);
            if (graph.Count % 1000 == 0)
                await report(graph.Count);
        }
        graph.Order();
        await FindLostSchemasAsync(cancellationToken);
    }

    /// <summary>A step for each object with the wave in which it is created, in the snapshot's order.</summary>
    public async IAsyncEnumerable<(PlanStep Step, int Wave, string Key)> StepsAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        VaultException? reason = null;
        var objects = ObjectsAsync(lost => reason = lost.Reason, cancellationToken);
        var planned = 0;
        await foreach (var (entry, found) in objects)
        {
            if (!graph.Contains(found.Id))
                continue;
            planned++;
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
        // Lost since they were ordered: others may wait for them.
        if (planned < graph.Count)
            throw reason!;
    }

    /// <summary>What was counted and will not be the same, in words; one line an attribute.</summary>
    public IEnumerable<string> Warnings()
    {
        if (Lost.Count > 0)
            yield return $"{Lost.InWords()} left out: the backup is damaged there. Another backup may hold them whole.";
        if (foreign.LabelsAreCut)
            yield return "The backup has lost a part of its list of the objects elsewhere that its own refer to: references to those are left out.";
        foreach (var step in definitions.Skipped)
            yield return $"The attribute '{step.Name}' is left out with {Values(lostValues.GetValueOrDefault(step.SourceId))}: {step.Reason}{SchemaOf(step.SourceId)}";
        foreach (var (attribute, count) in lostValues)
            if (!definitions.SkippedAttributes.Contains(attribute))
                yield return $"{Words.Count(count, "value")} left out: the backup does not hold the definition of their attribute ({attribute}).";
        foreach (var (attribute, count) in lostReferences)
            yield return $"{Words.Count(count, "reference")} of the attribute '{NameOf(attribute)}' left out: what they refer to is neither in this backup nor at the destination.";
    }

    private string SchemaOf(string attributeId) =>
        lostSchemas.TryGetValue(attributeId, out var key) ? $" Its key is {key}." : "";

    private static string Values(long count) =>
        count == 0 ? "no value" : $"its {Words.Count(count, "value")}";

    private async IAsyncEnumerable<(TreeEntry, ObjectRecord)> ObjectsAsync(
        Action<LostEntries> lost,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var objects = snapshot.ReadSoundAsync(SnapshotTrees.Objects, lost, cancellationToken);
        await foreach (var (entry, content) in objects)
            yield return (entry, RecordJson.Read<ObjectRecord>(content));
    }

    private IEnumerable<string> ReferencesOf(ObjectAttributeRecord value) =>
        IsLeftOut(value)
            ? []
            : value.ObjectAttributeValues.Select(one => one.ReferencedObject).OfType<string>();

    private bool IsDeferred(string objectId, ObjectAttributeRecord value) =>
        ReferencesOf(value)
            .Any(target => graph.Contains(target) && graph.IsDeferred(objectId, target));

    private void NoteLostTargets(ObjectRecord found)
    {
        foreach (var value in found.Attributes.Where(IsLeftOut))
            if (
                value.ObjectAttributeValues.Select(one => one.ReferencedObject).FirstOrDefault() is
                { } target
            )
                lostTargets.TryAdd(value.ObjectTypeAttributeId, target);
    }

    /// <summary>An attribute refers to one schema, and an object's key begins with its schema's.</summary>
    private async Task FindLostSchemasAsync(CancellationToken cancellationToken)
    {
        if (lostTargets.Count == 0)
            return;
        var attributesOf = lostTargets.ToLookup(pair => pair.Value, pair => pair.Key);
        await foreach (var label in new LabelsElsewhere(snapshot).ListAsync(cancellationToken))
            if (label.Key.LastIndexOf('-') is > 0 and var end)
                foreach (var attribute in attributesOf[label.Id])
                    lostSchemas[attribute] = label.Key[..end];
    }

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
        !attributes.Contains(value.ObjectTypeAttributeId)
        || definitions.SkippedAttributes.Contains(value.ObjectTypeAttributeId);

    private string NameOf(string attributeId) =>
        definitions
            .Steps.FirstOrDefault(step =>
                step.Kind == PlanKinds.Attribute && step.SourceId == attributeId
            )
            ?.Name
        ?? attributeId;

    private static void Add(Dictionary<string, long> counts, string key, int count)
    {
        if (count > 0)
            counts[key] = counts.GetValueOrDefault(key) + count;
    }
}
