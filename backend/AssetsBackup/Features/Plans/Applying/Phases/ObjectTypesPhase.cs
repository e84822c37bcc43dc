using AssetsBackup.Atlassian.Assets;
using AssetsBackup.Features.Snapshots.Records;

namespace AssetsBackup.Features.Plans.Applying.Phases;

/// <summary>Object types, parents first, then their positions (contract §6.7, 5).</summary>
internal sealed class ObjectTypesPhase(Restore restore)
{
    private const string Step = "Creating object types";

    public async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        var types = restore.Source.Types;
        for (var done = 0; done < types.Count; done++)
        {
            await restore.Run.ReportAsync(Step, done, types.Count, cancellationToken);
            await CreateAsync(types[done], cancellationToken);
        }
        await PlaceAsync(cancellationToken);
    }

    private async Task CreateAsync(ObjectTypeRecord type, CancellationToken cancellationToken)
    {
        var body = new ObjectTypeIn(
            type.Name,
            await IconOfAsync(type, cancellationToken),
            restore.SchemaId,
            type.Description,
            restore.Ids.Find(MappedKind.ObjectType, type.ParentObjectTypeId),
            type.Inherited,
            type.AbstractObjectType
        );
        var isMade = await restore.CreateAsync(
            MappedKind.ObjectType,
            type.Id,
            type.Name,
            token => restore.Assets.CreateObjectTypeAsync(body, token),
            cancellationToken
        );
        if (!isMade)
            throw PlanProblems.Refused($"object type '{type.Name}'");
    }

    /// <summary>A type cannot be created without an icon (contract §5.3): any global one stands in for one that is missing.</summary>
    private async Task<string> IconOfAsync(
        ObjectTypeRecord type,
        CancellationToken cancellationToken
    )
    {
        if (restore.Ids.Find(MappedKind.Icon, type.Icon) is { } icon)
            return icon;
        await restore.Report.ProblemAsync(
            $"The object type '{type.Name}' has another icon than before."
        );
        var icons = await restore.Assets.ListGlobalIconsAsync(cancellationToken);
        return RecordJson.Read<IconRecord>(icons.Items()[0]).Id;
    }

    private async Task PlaceAsync(CancellationToken cancellationToken)
    {
        var answer = await restore.Assets.ListObjectTypesAsync(
            restore.SchemaId,
            includeObjectCounts: false,
            cancellationToken
        );
        var positions = answer
            .Items()
            .ToDictionary(
                type => type.GetProperty("id").ToString(),
                type => type.TryGetProperty("position", out var at) ? at.ToString() : ""
            );
        foreach (var type in restore.Source.Types)
        {
            var there = restore.Ids.Of(MappedKind.ObjectType, type.Id);
            if (positions.GetValueOrDefault(there) == type.Position.ToString())
                continue;
            await restore.Assets.SetObjectTypePositionAsync(
                there,
                new ObjectTypePositionIn(
                    type.Position,
                    restore.Ids.Find(MappedKind.ObjectType, type.ParentObjectTypeId)
                ),
                cancellationToken
            );
        }
    }
}
