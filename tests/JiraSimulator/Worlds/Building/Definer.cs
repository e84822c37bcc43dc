namespace JiraSimulator.Worlds;

/// <summary>Adds types and attributes to a world, with what they are born with.</summary>
internal static class Definer
{
    public static ObjectType AddType(
        World world,
        long schemaId,
        long? parentId,
        string name,
        long iconId,
        bool inherited = false,
        bool isAbstract = false
    )
    {
        var type = new ObjectType
        {
            Id = world.Counters.NextType(),
            SchemaId = schemaId,
            ParentId = parentId,
            Name = name,
            IconId = iconId,
            Inherited = inherited,
            IsAbstract = isAbstract,
            Position = world.ChildrenOf(schemaId, parentId).Count(),
            Created = world.Now,
            Updated = world.Now,
        };
        world.Types.Add(type.Id, type);
        world.DefinitionsChanged();
        if (!world.InheritsFromParent(type))
            AddBirthAttributes(world, type);
        return type;
    }

    public static AttributeDefinition AddAttribute(
        World world,
        ObjectType owner,
        AttributeSettings settings,
        AttributeRole role = AttributeRole.Custom
    )
    {
        var attribute = new AttributeDefinition
        {
            Id = world.Counters.NextAttribute(),
            OwnerTypeId = owner.Id,
            Role = role,
            Position = world.AttributesOf(owner).Count,
            Settings = settings,
        };
        world.Attributes.Add(attribute.Id, attribute);
        world.DefinitionsChanged();
        return attribute;
    }

    /// <summary>Key, Name, Created and Updated of a type that inherits nothing (contract §5.3).</summary>
    private static void AddBirthAttributes(World world, ObjectType type)
    {
        var one = new AttributeSettings
        {
            Name = "Key",
            DefaultType = DefaultType.Text,
            MinimumCardinality = 1,
        };
        AddAttribute(world, type, one, AttributeRole.Key);
        AddAttribute(world, type, one with { Name = "Name", Label = true }, AttributeRole.Name);
        var time = one with { DefaultType = DefaultType.DateTime };
        AddAttribute(world, type, time with { Name = "Created" }, AttributeRole.Created);
        AddAttribute(world, type, time with { Name = "Updated" }, AttributeRole.Updated);
    }
}
