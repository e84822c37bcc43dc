using AssetsBackup.Atlassian;
using AssetsBackup.Atlassian.Assets;
using AssetsBackup.Features.Snapshots.Records;

namespace AssetsBackup.Features.Plans.Applying.Phases;

/// <summary>
/// What half-restored data would have tripped over: mandatory values, uniqueness, patterns, filters, restrictions, and the
/// order of attributes (contract §6.7, 10).
/// </summary>
internal sealed class FinalSettingsPhase(Restore restore, FilterRewriting filters)
{
    private const string Step = "Final settings of attributes";
    private readonly AttributeBody body = new(restore.Ids, restore.Facts.ForeignTypes);
    private readonly AttributeSettings settings = new(restore.Assets, restore.Report);

    public async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        var types = restore.Source.Types;
        for (var done = 0; done < types.Count; done++)
        {
            await restore.Run.ReportAsync(Step, done, types.Count, cancellationToken);
            await SettleAsync(types[done], cancellationToken);
        }
    }

    private async Task SettleAsync(ObjectTypeRecord type, CancellationToken cancellationToken)
    {
        var typeId = restore.Ids.Of(MappedKind.ObjectType, type.Id);
        var made = restore
            .Source.AttributesOf(type.Id)
            .Where(one => restore.Ids.Find(MappedKind.Attribute, one.Id) is not null)
            .ToList();
        if (made.Count == 0)
            return;
        var wanted = new List<WantedAttribute>();
        foreach (var attribute in made.Where(one => one.IsWritten()))
            wanted.Add(
                new WantedAttribute(
                    restore.Ids.Of(MappedKind.Attribute, attribute.Id),
                    body.Final(attribute, await FilterOfAsync(type, attribute, cancellationToken))
                )
            );
        await settings.SettleAsync(typeId, wanted, cancellationToken);
        await PlaceAsync(typeId, made, cancellationToken);
    }

    private async Task<string> FilterOfAsync(
        ObjectTypeRecord type,
        AttributeRecord attribute,
        CancellationToken cancellationToken
    )
    {
        if (string.IsNullOrEmpty(attribute.QlQuery))
            return "";
        if (await filters.RewriteAsync(attribute.QlQuery, cancellationToken) is { } rewritten)
            return rewritten;
        await restore.Report.ProblemAsync(
            $"The filter of the attribute '{type.Name}: {attribute.Name}' names something that is not at the destination. It is left empty: set it by hand."
        );
        return "";
    }

    /// <summary>Undocumented: where it is missing the order is reported, not repaired (contract §5.4).</summary>
    private async Task PlaceAsync(
        string typeId,
        IReadOnlyList<AttributeRecord> made,
        CancellationToken cancellationToken
    )
    {
        var live = await restore.Assets.ListLiveAttributesAsync(typeId, cancellationToken);
        var positions = live.ToDictionary(one => one.Id, one => one.Position);
        foreach (var attribute in made)
        {
            var there = restore.Ids.Of(MappedKind.Attribute, attribute.Id);
            if (
                attribute.Position is not { } position
                || positions.GetValueOrDefault(there) == position
            )
                continue;
            try
            {
                await restore.Assets.SetAttributePositionAsync(
                    typeId,
                    there,
                    new PositionIn(position),
                    cancellationToken
                );
            }
            catch (AtlassianException failure)
                when (failure is AtlassianNotFoundException or ValidationRefusedException)
            {
                await restore.Report.ProblemAsync(
                    $"The attributes of an object type are in another order from '{attribute.Name}' on."
                );
                return;
            }
        }
    }
}
