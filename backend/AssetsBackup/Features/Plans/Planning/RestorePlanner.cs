using AssetsBackup.Features.Snapshots.Records;

namespace AssetsBackup.Features.Plans.Planning;

/// <summary>What a plan does with the definitions of a schema.</summary>
/// <param name="Warnings">What will not be the same, and why, in words; what is skipped is told with its values by <see cref="ObjectScan"/>.</param>
internal sealed record DefinitionPlan(IReadOnlyList<PlanStep> Steps, IReadOnlyList<string> Warnings)
{
    private HashSet<string>? skippedAttributes;

    /// <summary>Attributes that do not exist at the destination: their values cannot be restored.</summary>
    public IReadOnlyList<PlanStep> Skipped { get; } =
    [.. Steps.Where(step => step is { Kind: PlanKinds.Attribute, Action: PlanActions.Skip })];

    public IReadOnlySet<string> SkippedAttributes =>
        skippedAttributes ??= Skipped.Select(step => step.SourceId).ToHashSet();
}

/// <summary>
/// Decides what becomes of each definition: a pure function of the snapshot, the live destination and what is known there
/// of other schemas.
/// </summary>
internal sealed class RestorePlanner(
    SnapshotDefinitions source,
    Destination destination,
    IReadOnlyDictionary<string, string> foreignTypes
)
{
    private readonly List<PlanStep> steps = [];
    private readonly List<string> warnings = [];
    private readonly Dictionary<string, ObjectTypeRecord> types = source.Types.ToDictionary(type =>
        type.Id
    );

    public DefinitionPlan Plan(string schemaName)
    {
        steps.Add(
            new PlanStep(PlanKinds.Schema, PlanActions.Create, source.Facts.SchemaId, schemaName)
        );
        if (!destination.IsAdministrator)
            warnings.Add(
                "The account at the destination is no Jira administrator: it may not be allowed to create a schema."
            );
        foreach (var status in source.Statuses)
            PlanStatus(status);
        foreach (var type in source.ReferenceTypes)
            PlanReferenceType(type);
        foreach (var icon in source.Icons)
            PlanIcon(icon);
        foreach (var type in source.Types)
        {
            steps.Add(
                new PlanStep(PlanKinds.ObjectType, PlanActions.Create, type.Id, PathOf(type))
            );
            foreach (var attribute in source.AttributesOf(type.Id))
                PlanAttribute(type, attribute);
        }
        return new DefinitionPlan(steps, warnings);
    }

    private void PlanStatus(StatusRecord status)
    {
        var same = status.ObjectSchemaId is null
            ? destination.Statuses.FirstOrDefault(candidate => Same(candidate.Name, status.Name))
            : null;
        if (same is not null && same.Category != status.Category)
            warnings.Add(
                $"The global status '{status.Name}' is used as it is at the destination, where its category is another."
            );
        AddShared(PlanKinds.Status, status.Id, status.Name, same?.Id);
    }

    private void PlanReferenceType(ReferenceTypeRecord type)
    {
        var same = type.ObjectSchemaId is null
            ? destination.ReferenceTypes.FirstOrDefault(candidate =>
                Same(candidate.Name, type.Name)
            )
            : null;
        AddShared(PlanKinds.ReferenceType, type.Id, type.Name, same?.Id);
    }

    private void PlanIcon(IconRecord icon) =>
        AddShared(
            PlanKinds.Icon,
            icon.Id,
            icon.Name,
            destination.IconMatches.GetValueOrDefault(icon.Id)
        );

    private void PlanAttribute(ObjectTypeRecord type, AttributeRecord attribute)
    {
        var name = $"{PathOf(type)}: {attribute.Name}";
        var step = new PlanStep(PlanKinds.Attribute, PlanActions.Create, attribute.Id, name);
        if (attribute.IsNewborn())
            step = step with { Action = PlanActions.Use, Reason = "Every new object type has it." };
        else if (WhyNotRestorable(attribute) is { } reason)
            step = step with { Action = PlanActions.Skip, Reason = reason };
        steps.Add(step);
    }

    private string? WhyNotRestorable(AttributeRecord attribute) =>
        attribute.RestorableKind() switch
        {
            null =>
                $"attributes of type {attribute.Kind?.ToString() ?? "unknown"} cannot be created on Jira Cloud.",
            AttributeKind.Reference
                when attribute.ReferenceObjectTypeId is not { } target
                    || !(types.ContainsKey(target) || foreignTypes.ContainsKey(target)) =>
                "the object type of another schema that it refers to is not at the destination. Restore that schema first.",
            _ => null,
        };

    private void AddShared(string kind, string id, string name, string? destinationId) =>
        steps.Add(
            destinationId is null
                ? new PlanStep(kind, PlanActions.Create, id, name)
                : new PlanStep(kind, PlanActions.Use, id, name)
                {
                    DestinationId = destinationId,
                    Reason = "It exists at the destination.",
                }
        );

    private string PathOf(ObjectTypeRecord type) => TypeOrder.PathOf(type, types);

    private static bool Same(string one, string other) =>
        string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
