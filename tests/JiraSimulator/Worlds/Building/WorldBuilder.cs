using System.Globalization;
using System.Text.RegularExpressions;

namespace JiraSimulator.Worlds;

/// <summary>Builds schemas from their specs: types first, then attributes, which may point at any type.</summary>
internal sealed partial class WorldBuilder(World world)
{
    private readonly Dictionary<string, ObjectType> types = [];
    private readonly Dictionary<string, ObjectSchema> schemas = [];

    /// <summary>The attribute made from each spec, with its type.</summary>
    public List<(
        ObjectType Type,
        AttributeSpec Spec,
        AttributeDefinition Attribute
    )> Attributes { get; } = [];

    public Dictionary<long, TypeSpec> SpecOfType { get; } = [];

    public void Build(IReadOnlyList<SchemaSpec> specs)
    {
        foreach (var spec in specs)
            BuildTypes(spec);
        foreach (var spec in specs)
        {
            foreach (var type in spec.Types)
                BuildAttributes(types[type.Name], type);
        }
        world.DefinitionsChanged();
    }

    private void BuildTypes(SchemaSpec spec)
    {
        var schema = new ObjectSchema
        {
            Id = world.Counters.NextSchema(),
            Name = spec.Name,
            Key = spec.Key,
            Description = spec.Description,
            Created = world.Now,
            Updated = world.Now,
            AllowOtherObjectSchema = spec.OpenToOtherSchemas,
        };
        world.Schemas.Add(schema.Id, schema);
        schemas.Add(spec.Key, schema);
        foreach (var (name, category, description) in spec.Statuses)
        {
            var id = world.Counters.NextStatus();
            world.Statuses.Add(
                id,
                new StatusType
                {
                    Id = id,
                    Name = name,
                    Category = category,
                    Description = description,
                    SchemaId = schema.Id,
                }
            );
        }
        foreach (var (name, color) in spec.ReferenceTypes)
        {
            var id = world.Counters.NextReferenceType();
            world.ReferenceTypes.Add(
                id,
                new ReferenceType
                {
                    Id = id,
                    Name = name,
                    Color = color,
                    SchemaId = schema.Id,
                }
            );
        }
        foreach (var name in spec.Icons)
            BirthConfiguration.AddIcon(world, name, schemaId: schema.Id);
        foreach (var type in spec.Types)
            BuildType(schema, type);
    }

    private void BuildType(ObjectSchema schema, TypeSpec spec)
    {
        var parentId = spec.Parent is null ? null : (long?)types[spec.Parent].Id;
        var icon = world.Icons.Values.First(i => i.Name == spec.Icon);
        var type = Definer.AddType(
            world,
            schema.Id,
            parentId,
            spec.Name,
            icon.Id,
            spec.Inherited,
            spec.IsAbstract
        );
        type.Description = spec.Description;
        types.Add(spec.Name, type);
        SpecOfType.Add(type.Id, spec);
    }

    private void BuildAttributes(ObjectType type, TypeSpec spec)
    {
        foreach (var attribute in spec.Attributes)
        {
            var built = Definer.AddAttribute(world, type, Resolve(type, attribute));
            if (built.Settings.Label)
                MoveLabelFrom(type, built);
            Attributes.Add((type, attribute, built));
        }
    }

    private void MoveLabelFrom(ObjectType type, AttributeDefinition label)
    {
        foreach (var other in world.AttributesOf(type).Where(a => a != label && a.Settings.Label))
            other.Settings = other.Settings with { Label = false };
    }

    private AttributeSettings Resolve(ObjectType owner, AttributeSpec spec) =>
        spec.Settings with
        {
            QlQuery = ResolveFilter(spec.Settings.QlQuery),
            ReferenceObjectTypeId = spec.Target is null ? null : types[spec.Target].Id,
            ReferenceTypeId = spec.ReferenceType is null
                ? null
                : world
                    .ReferenceTypes.Values.First(t =>
                        t.Name == spec.ReferenceType
                        && (t.SchemaId is null || t.SchemaId == owner.SchemaId)
                    )
                    .Id,
            TypeValueMulti =
                spec.Statuses.Count > 0
                    ? [.. spec.Statuses.Select(name => StatusId(owner, name))]
                    : spec.Settings.TypeValueMulti,
        };

    private string StatusId(ObjectType owner, string name) =>
        world
            .Statuses.Values.First(s =>
                s.Name == name && (s.SchemaId is null || s.SchemaId == owner.SchemaId)
            )
            .Id.ToString(CultureInfo.InvariantCulture);

    /// <summary>Filters name types and schemas by <c>{type:Name}</c> and <c>{schema:KEY}</c>.</summary>
    private string ResolveFilter(string filter) =>
        NamedId()
            .Replace(
                filter,
                match =>
                    (
                        match.Groups["kind"].Value == "type"
                            ? types[match.Groups["name"].Value].Id
                            : schemas[match.Groups["name"].Value].Id
                    ).ToString(CultureInfo.InvariantCulture)
            );

    [GeneratedRegex(
        @"\{(?<kind>type|schema):(?<name>[^}]+)\}",
        RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex NamedId();
}
