using JiraSimulator.Assets.Json;
using JiraSimulator.Worlds;

namespace JiraSimulator.Assets;

/// <summary>Writing attribute definitions, with the settings that do not stick (contract §5.4, §10 row 7).</summary>
internal static class AttributeEndpoints
{
    private const string Path = "/objecttypeattribute";

    public static IReadOnlyList<AssetsRoute> Routes { get; } =
    [
        AssetsRoute.Post(Path + "/{typeId}", "createObjectTypeAttribute", Create),
        AssetsRoute.Put(Path + "/{typeId}/{id:long}", "updateObjectTypeAttribute", Update),
        AssetsRoute.Delete(Path + "/{id}", "deleteObjectTypeAttribute", Delete),
        AssetsRoute.Put(Path + "/{id}/configure", "configureObjectTypeAttribute", Configure),
        AssetsRoute.Post(
            Path + "/{typeId}/{id}/position",
            "changeObjectTypeAttributePosition",
            Move
        ),
    ];

    private static Answer Create(AssetsCall call)
    {
        call.RequireManager();
        var type = call.VisibleType(call.RouteId("typeId"));
        var asked = AttributeInput.Read(call, AttributeInput.Blank(call.Body));
        AttributeRules.Check(call.World, type, null, asked);
        if (
            asked.MaximumCardinality == -1
            && call.World.Switches.UnlimitedCardinalityRefusedOnCreate
        )
        {
            throw Refusal.BadField("maximumCardinality", "Cardinality has to be between 0 and 100");
        }
        var kept = call.World.Switches.AttributePostDropsSettings
            ? WithoutDropped(asked, null)
            : asked;
        var attribute = Definer.AddAttribute(call.World, type, kept with { Label = false });
        if (asked.Label)
            MoveLabel(call.World, attribute);
        return Answer.Created(wire => AttributeJson.Write(wire, attribute, withType: true));
    }

    private static Answer Update(AssetsCall call)
    {
        call.RequireManager();
        var type = call.VisibleType(call.RouteId("typeId"));
        var attribute = call.VisibleAttribute(call.RouteId("id"));
        if (!call.World.AttributesOf(type).Contains(attribute))
            throw Refusal.NotFound();
        var asked = AttributeInput.Read(call, attribute.Settings);
        if (!AttributeInput.IsWholeDefinition(call.Body))
        {
            // Cardinality is only changed when the full definition is sent (contract §5.4).
            asked = asked with
            {
                MinimumCardinality = attribute.Settings.MinimumCardinality,
                MaximumCardinality = attribute.Settings.MaximumCardinality,
            };
        }
        var dropped = call.World.Switches.AttributePutDropsSettings;
        Apply(call, attribute, dropped ? WithoutDropped(asked, attribute.Settings) : asked);
        return Answer.Ok(wire => AttributeJson.Write(wire, attribute, withType: true));
    }

    private static Answer Configure(AssetsCall call)
    {
        call.RequireManager();
        var attribute = call.VisibleAttribute(call.RouteId("id"));
        Apply(call, attribute, AttributeInput.Read(call, attribute.Settings));
        return Answer.Ok(wire => AttributeJson.Write(wire, attribute));
    }

    private static Answer Delete(AssetsCall call)
    {
        call.RequireManager();
        var attribute = call.VisibleAttribute(call.RouteId("id"));
        if (attribute.Role != AttributeRole.Custom || attribute.Settings.Label)
            throw Refusal.Bad("The attribute cannot be removed");
        var left = call
            .World.OwnAttributesOf(attribute.OwnerTypeId)
            .Where(a => a != attribute)
            .ToList();
        Cascade.DeleteAttribute(call.World, attribute);
        Number(call.World, left);
        return Answer.Empty;
    }

    private static Answer Move(AssetsCall call)
    {
        call.RequireManager();
        var attribute = call.VisibleAttribute(call.RouteId("id"));
        var own = call
            .World.OwnAttributesOf(attribute.OwnerTypeId)
            .Where(a => a != attribute)
            .ToList();
        var first = FirstOwnPosition(call.World, attribute);
        var position =
            call.Body.Number("position")
            ?? throw Refusal.BadField("position", "position is required");
        own.Insert(Math.Clamp(position - first, 0, own.Count), attribute);
        Number(call.World, own);
        return Answer.Ok(wire => AttributeJson.Write(wire, attribute));
    }

    private static void Apply(
        AssetsCall call,
        AttributeDefinition attribute,
        AttributeSettings asked
    )
    {
        if (attribute.IsSystem)
            throw Refusal.Bad("A system attribute cannot be changed");
        AttributeRules.Check(call.World, call.World.Types[attribute.OwnerTypeId], attribute, asked);
        attribute.Settings = asked with { Label = attribute.Settings.Label };
        if (asked.Label && !attribute.Settings.Label)
            MoveLabel(call.World, attribute);
    }

    /// <summary>The previous label attribute loses the flag.</summary>
    private static void MoveLabel(World world, AttributeDefinition attribute)
    {
        foreach (var type in world.SharersOf(world.Types[attribute.OwnerTypeId]))
        {
            foreach (var other in world.AttributesOf(type).Where(a => a.Settings.Label))
                other.Settings = other.Settings with { Label = false };
        }
        attribute.Settings = attribute.Settings with { Label = true };
    }

    private static AttributeSettings WithoutDropped(
        AttributeSettings asked,
        AttributeSettings? before
    ) =>
        asked with
        {
            MinimumCardinality = before?.MinimumCardinality ?? 0,
            MaximumCardinality = before?.MaximumCardinality ?? 1,
            Unique = before?.Unique ?? false,
            Hidden = before?.Hidden ?? false,
        };

    private static int FirstOwnPosition(World world, AttributeDefinition attribute)
    {
        var owner = world.Types[attribute.OwnerTypeId];
        return world.AttributesOf(owner).Count(a => a.OwnerTypeId != owner.Id);
    }

    private static void Number(World world, List<AttributeDefinition> own)
    {
        for (var i = 0; i < own.Count; i++)
            own[i].Position = FirstOwnPosition(world, own[i]) + i;
    }
}
