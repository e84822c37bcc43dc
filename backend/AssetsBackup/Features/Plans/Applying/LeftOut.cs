using AssetsBackup.Features.Plans.Planning;
using AssetsBackup.Features.Snapshots.Records;

namespace AssetsBackup.Features.Plans.Applying;

/// <summary>Tells at the end of a restore which definitions and values were left out: never silently empty.</summary>
internal sealed class LeftOut(Restore restore)
{
    private readonly IReadOnlyDictionary<string, long> planned =
        restore.Facts.LeftOutValues ?? new Dictionary<string, long>();

    public async Task TellAsync(CancellationToken cancellationToken)
    {
        if (PartsNotRestored.InWords(restore.Source.Facts.Parts) is { } parts)
            await restore.Report.NoteAsync(parts, cancellationToken);
        if (restore.Facts.LostObjects is { } objects)
            await restore.Report.ProblemAsync(
                $"{objects} could not be restored: the backup is damaged there."
            );
        var skipped = new HashSet<string>();
        await foreach (var step in restore.StepsAsync(PlanKinds.Attribute, cancellationToken))
        {
            if (step.Action != PlanActions.Skip)
                continue;
            skipped.Add(step.SourceId);
            var values = Words.Count(planned.GetValueOrDefault(step.SourceId), "value");
            await restore.Report.ProblemAsync(
                $"The attribute '{step.Name}' was left out with its {values}: {step.Reason}"
            );
        }
        foreach (var (name, values) in await ValuesOfRefusedAsync(cancellationToken))
            await restore.Report.ProblemAsync(
                $"The attribute '{name}' was not created, so its {Words.Count(values, "value")} could not be written."
            );
        foreach (var attribute in restore.Source.AllAttributes)
            if (!skipped.Contains(attribute.Id) && LostOf(attribute.Id) is > 0 and var lost)
                await restore.Report.ProblemAsync(
                    $"{Words.Count(lost, "value")} of the attribute '{attribute.Name}' could not be written: what they name is not at the destination."
                );
    }

    /// <summary>Attributes that Assets refused to create, by name and number of values; those without values are told already.</summary>
    private async Task<IEnumerable<(string Name, long Values)>> ValuesOfRefusedAsync(
        CancellationToken cancellationToken
    )
    {
        var refused = (await restore.Journal.RefusedAsync(cancellationToken))
            .Select(entry => entry.Action)
            .ToHashSet();
        var attributes = restore
            .Source.AllAttributes.Where(attribute =>
                refused.Contains(RestoreJournal.ActionOf(MappedKind.Attribute, attribute.Id))
            )
            .ToDictionary(attribute => attribute.Id, attribute => attribute.Name);
        var values = attributes.Keys.ToDictionary(id => id, _ => 0L);
        // Counted in the backup and not on the way: a restore that went on after a crash has met only some of them.
        if (attributes.Count > 0)
            await foreach (
                var (_, content) in restore.Open.Snapshot.ReadSoundAsync(
                    SnapshotTrees.Objects,
                    lost: _ => { },
                    cancellationToken
                )
            )
            foreach (var held in RecordJson.Read<ObjectRecord>(content).Attributes)
                if (values.ContainsKey(held.ObjectTypeAttributeId))
                    values[held.ObjectTypeAttributeId] += held.ObjectAttributeValues.Count;
        return values
            .Where(pair => pair.Value > 0)
            .Select(pair => (attributes[pair.Key], pair.Value));
    }

    // After a crash this process knows only what it met itself; the plan knows the references from the start.
    private long LostOf(string attributeId) =>
        Math.Max(
            planned.GetValueOrDefault(attributeId),
            restore.Report.LostValues.GetValueOrDefault(attributeId)
        );
}
