namespace AssetsBackup.Features.Plans.Planning;

/// <summary>What applying a plan costs: calls, and seconds at our share of the published limits (contract §4.1).</summary>
internal static class PlanEstimate
{
    private const double Share = 0.8;
    private const double CreatesPerSecond = 2000 * Share / 60;
    private const double CallsPerSecond = 1000 * Share / 60;

    // Reads to plan against, the schema, its configuration; per type: create, three reads, count; per icon: token, upload, create.
    private const int CallsPerRestore = 8;
    private const int CallsPerType = 5;
    private const int CallsPerIcon = 3;

    // Create, then the final settings.
    private const int CallsPerAttribute = 2;

    public static PlanSummary Summarize(
        SnapshotDefinitions source,
        DefinitionPlan definitions,
        ObjectScan objects
    )
    {
        var counts = PlanKinds.InOrder.Select(kind => CountOf(kind, definitions, objects)).ToList();
        int Created(string kind) => counts.Single(count => count.Kind == kind).Create;
        var others =
            CallsPerRestore
            + Created(PlanKinds.Status)
            + Created(PlanKinds.ReferenceType)
            + CallsPerIcon * Created(PlanKinds.Icon)
            + CallsPerType * source.Types.Count
            + CallsPerAttribute * Created(PlanKinds.Attribute)
            + objects.DeferredCount;
        return new PlanSummary(
            counts,
            objects.Count + others,
            Math.Round(objects.Count / CreatesPerSecond + others / CallsPerSecond, 1),
            [
                .. definitions.Warnings,
                .. PartsNotRestored.InWords(source.Facts.Parts) is { } parts
                    ? [parts]
                    : (string[])[],
                .. objects.Warnings(),
            ],
            definitions.Skipped.Count > 0 || objects.MissesOthers
        );
    }

    private static PlanCount CountOf(string kind, DefinitionPlan definitions, ObjectScan objects)
    {
        if (kind == PlanKinds.Object)
            return new PlanCount(kind, objects.Count, Use: 0, (int)objects.Lost.Count);
        int With(string action) =>
            definitions.Steps.Count(step => step.Kind == kind && step.Action == action);
        return new PlanCount(
            kind,
            With(PlanActions.Create),
            With(PlanActions.Use),
            With(PlanActions.Skip)
        );
    }
}
