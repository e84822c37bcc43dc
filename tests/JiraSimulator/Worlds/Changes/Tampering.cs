using JiraSimulator.Assets.Json;

namespace JiraSimulator.Worlds.Changes;

/// <summary>Changes one value behind everyone's back: no date moves, so that only a comparison can find it.</summary>
internal static class Tampering
{
    public static TamperingResult Run(World world, long schemaId, Dice dice)
    {
        var candidates = world
            .TypesOf(schemaId)
            .SelectMany(type =>
                world.AttributesOf(type).Where(IsText).Select(attribute => (type, attribute))
            )
            .SelectMany(pair =>
                world
                    .Objects.IdsOf(pair.type.Id)
                    .Select(id => (world.Objects.Find(id)!, pair.attribute))
            )
            .Where(pair => pair.Item1.ValuesOf(pair.attribute.Id).Count > 0)
            .ToList();
        var (changed, attribute) = dice.Pick(candidates);
        var before = changed.ValuesOf(attribute.Id)[0];
        var after = before + " (tampered)";
        world.Objects.Hold(changed, labelChanges: false);
        changed.Set(attribute.Id, [after]);
        return new TamperingResult(
            Wire.IdText(changed.Id),
            world.KeyOf(changed),
            world.LabelOf(changed),
            attribute.Name,
            before,
            after
        );
    }

    private static bool IsText(AttributeDefinition attribute) =>
        attribute.Role == AttributeRole.Custom
        && !attribute.Settings.Label
        && (attribute.Is(DefaultType.Text) || attribute.Is(DefaultType.Textarea))
        && attribute.Settings.Regex.Length == 0;
}

internal sealed record TamperingResult(
    string ObjectId,
    string ObjectKey,
    string Label,
    string Attribute,
    string From,
    string To
);
