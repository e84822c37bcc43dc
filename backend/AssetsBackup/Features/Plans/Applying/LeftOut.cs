namespace AssetsBackup.Features.Plans.Applying;

/// <summary>Tells at the end of a restore which definitions and values were left out: never silently empty.</summary>
internal sealed class LeftOut(Restore restore)
{
    private readonly IReadOnlyDictionary<string, long> planned =
        restore.Facts.LeftOutValues ?? new Dictionary<string, long>();

    public async Task TellAsync(CancellationToken cancellationToken)
    {
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
        foreach (var attribute in restore.Source.AllAttributes)
            if (!skipped.Contains(attribute.Id) && LostOf(attribute.Id) is > 0 and var lost)
                await restore.Report.ProblemAsync(
                    $"{Words.Count(lost, "value")} of the attribute '{attribute.Name}' could not be written: what they name is not at the destination."
                );
    }

    // After a crash this process knows only what it met itself; the plan knows the references from the start.
    private long LostOf(string attributeId) =>
        Math.Max(
            planned.GetValueOrDefault(attributeId),
            restore.Report.LostValues.GetValueOrDefault(attributeId)
        );
}
