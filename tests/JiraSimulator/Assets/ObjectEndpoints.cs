using JiraSimulator.Assets.Json;
using JiraSimulator.Worlds;
using JiraSimulator.Worlds.Changes;

namespace JiraSimulator.Assets;

/// <summary>Single objects (contract §5.5, §5.13).</summary>
internal static class ObjectEndpoints
{
    public static IReadOnlyList<AssetsRoute> Routes { get; } =
    [
        AssetsRoute.Post("/object/create", "createObject", Create).OnObjects(),
        AssetsRoute.Get("/object/{id}", "loadObject", Read),
        AssetsRoute.Put("/object/{id}", "updateObject", Update).OnObjects(),
        AssetsRoute.Delete("/object/{id}", "deleteObject", Delete).OnObjects(),
        AssetsRoute.Get("/object/{id}/attributes", "findObjectAttributes", Attributes),
        AssetsRoute.Get("/object/{id}/history", "findObjectHistory", History),
    ];

    private static Answer Create(AssetsCall call)
    {
        var type = call.VisibleType(call.Body.RequiredId("objectTypeId"));
        if (type.IsAbstract)
            throw Refusal.BadField("objectTypeId", "An abstract object type holds no objects");
        if (call.World.Objects.Count >= call.World.Switches.ObjectLimit)
            throw Refusal.Bad("The object limit of the site is reached");
        AvatarEndpoints.Check(call);
        var values = ObjectInput.Read(call, type, null);
        var now = call.World.Now;
        var created = new AssetObject(call.World.Counters.NextObject(), type.Id)
        {
            Created = now,
            Updated = now,
        };
        foreach (var (attribute, written) in values)
            created.Set(attribute.Id, written);
        AvatarEndpoints.Apply(call, created);
        HistoryRecord.Born(created, call.Caller.AccountId);
        call.World.Objects.Add(created);
        return Answer.Created(wire => ObjectJson.Write(wire, created, withAttributes: false));
    }

    private static Answer Read(AssetsCall call)
    {
        var found = call.VisibleObject(call.RouteId("id"));
        var withAttributes = call.Text("includeAttributes") is not "false";
        return Answer.Ok(wire => ObjectJson.Write(wire, found, withAttributes, single: true));
    }

    /// <summary>Partial: attributes that are not named keep their values.</summary>
    private static Answer Update(AssetsCall call)
    {
        var changed = call.VisibleObject(call.RouteId("id"));
        if (call.Body.RequiredId("objectTypeId") != changed.TypeId)
            throw Refusal.BadField("objectTypeId", "An object cannot move to another type");
        var type = call.World.Types[changed.TypeId];
        AvatarEndpoints.Check(call);
        var values = ObjectInput.Read(call, type, changed);
        var label = call.World.LabelAttributeOf(type);
        call.World.Objects.Hold(changed, labelChanges: values.ContainsKey(label));
        foreach (var (attribute, written) in values)
        {
            HistoryRecord.Change(call.World, changed, attribute, written, call.Caller.AccountId);
            changed.Set(attribute.Id, written);
        }
        AvatarEndpoints.Apply(call, changed);
        changed.Updated = call.World.Now;
        return Answer.Ok(wire =>
            ObjectJson.Write(wire, changed, withAttributes: true, single: true)
        );
    }

    private static Answer Delete(AssetsCall call)
    {
        call.World.Objects.Remove(call.VisibleObject(call.RouteId("id")));
        return Answer.Empty;
    }

    private static Answer Attributes(AssetsCall call)
    {
        var found = call.VisibleObject(call.RouteId("id"));
        return Answer.Ok(wire => ObjectJson.WriteAttributes(wire, found, withDefinitions: true));
    }

    private static Answer History(AssetsCall call)
    {
        var owner = call.VisibleObject(call.RouteId("id"));
        var oldestFirst = call.Text("asc") is { } asked
            ? asked is "true"
            : !call.World.Switches.HistoryNewestFirst;
        var entries = oldestFirst ? owner.Parts.History : Enumerable.Reverse(owner.Parts.History);
        return Answer.Ok(wire =>
            wire.Array(entries, entry => PartsJson.WriteHistory(wire, owner, entry))
        );
    }
}
