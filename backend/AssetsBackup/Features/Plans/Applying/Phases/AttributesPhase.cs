using AssetsBackup.Atlassian;
using AssetsBackup.Atlassian.Assets;
using AssetsBackup.Features.Snapshots.Records;

namespace AssetsBackup.Features.Plans.Applying.Phases;

/// <summary>
/// The attributes that each type owns, relaxed so that objects can come in any order (contract §6.7, 6-7). All types exist
/// already, so references are created in their place among the others and positions come out right by themselves.
/// </summary>
internal sealed class AttributesPhase(Restore restore)
{
    private const string Step = "Creating attributes";
    private const int Unlimited = -1;
    private readonly AttributeBody body = new(restore.Ids, restore.Facts.ForeignTypes);
    private readonly AttributeSettings settings = new(restore.Assets, restore.Report);

    public async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        var skipped = await SkippedAsync(cancellationToken);
        var types = restore.Source.Types;
        for (var done = 0; done < types.Count; done++)
        {
            await restore.Run.ReportAsync(Step, done, types.Count, cancellationToken);
            var wanted = restore
                .Source.AttributesOf(types[done].Id)
                .Where(attribute => !skipped.Contains(attribute.Id))
                .ToList();
            await CreateAsync(types[done], wanted, cancellationToken);
        }
    }

    private async Task CreateAsync(
        ObjectTypeRecord type,
        IReadOnlyList<AttributeRecord> attributes,
        CancellationToken cancellationToken
    )
    {
        if (attributes.Count == 0)
            return;
        var typeId = restore.Ids.Of(MappedKind.ObjectType, type.Id);
        await AdoptNewbornsAsync(typeId, attributes, cancellationToken);
        foreach (var attribute in attributes.Where(one => !one.IsNewborn()))
            await restore.CreateAsync(
                MappedKind.Attribute,
                attribute.Id,
                $"{type.Name}: {attribute.Name}",
                token => CreateAsync(typeId, body.Relaxed(attribute), token),
                cancellationToken
            );
        var made = attributes
            .Where(one => restore.Ids.Find(MappedKind.Attribute, one.Id) is not null)
            .Where(one => one.IsWritten())
            .Select(one => new WantedAttribute(
                restore.Ids.Of(MappedKind.Attribute, one.Id),
                body.Relaxed(one)
            ));
        await settings.SettleAsync(typeId, [.. made], cancellationToken);
    }

    /// <summary>
    /// Where a create takes no -1 it is given 1, and the update that follows raises it (contract §6.2). A label is moved
    /// by an update too, once the attribute exists.
    /// </summary>
    private async Task<Created> CreateAsync(
        string typeId,
        AttributeIn attribute,
        CancellationToken cancellationToken
    )
    {
        var born = attribute with { Label = null };
        try
        {
            return await restore.Assets.CreateAttributeAsync(typeId, born, cancellationToken);
        }
        catch (ValidationRefusedException) when (born.MaximumCardinality == Unlimited)
        {
            return await restore.Assets.CreateAttributeAsync(
                typeId,
                born with
                {
                    MaximumCardinality = 1,
                },
                cancellationToken
            );
        }
    }

    /// <summary>Key, Name, Created and Updated are there already; each is told by its name, else by its role (contract §5.3).</summary>
    private async Task AdoptNewbornsAsync(
        string typeId,
        IReadOnlyList<AttributeRecord> attributes,
        CancellationToken cancellationToken
    )
    {
        var open = attributes
            .Where(one => one.IsNewborn())
            .Where(one => restore.Ids.Find(MappedKind.Attribute, one.Id) is null)
            .ToList();
        if (open.Count == 0)
            return;
        var live = await restore.Assets.ListLiveAttributesAsync(typeId, cancellationToken);
        var free = live.Where(one => one.IsNewborn()).ToList();
        foreach (var (one, there) in Newborns.Match(open, free))
            await restore.UseAsync(MappedKind.Attribute, one.Id, there.Id, cancellationToken);
    }

    private async Task<HashSet<string>> SkippedAsync(CancellationToken cancellationToken)
    {
        var skipped = new HashSet<string>();
        await foreach (var step in restore.StepsAsync(PlanKinds.Attribute, cancellationToken))
            if (step.Action == PlanActions.Skip)
                skipped.Add(step.SourceId);
        return skipped;
    }
}
