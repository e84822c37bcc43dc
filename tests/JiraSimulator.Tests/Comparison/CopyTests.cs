using JiraSimulator.Comparison;
using JiraSimulator.Tests.Testing;
using JiraSimulator.Worlds;

namespace JiraSimulator.Tests.Comparison;

/// <summary>Both schemas of the sample, copied to the empty site through the public API.</summary>
public sealed class CopiedFixture : IAsyncLifetime
{
    private readonly ItsmFixture sites = new();

    internal ItsmFixture Sites => sites;

    internal IReadOnlyList<SchemaPair> Pairs { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        await sites.InitializeAsync();
        var copy = new SchemaCopy(sites.Acme, sites.Globex, sites.GlobexSite);
        await copy.RunAsync([.. sites.AcmeWorld.Schemas.Keys.Select(id => id.ToString())]);
        Pairs =
        [
            .. copy.Schemas.Select(pair => new SchemaPair(
                sites.AcmeWorld,
                long.Parse(pair.Key),
                sites.GlobexWorld,
                long.Parse(pair.Value)
            )),
        ];
    }

    public ValueTask DisposeAsync() => sites.DisposeAsync();
}

public sealed class CopyTests(CopiedFixture fixture) : IClassFixture<CopiedFixture>
{
    public static TheoryData<string> AttributeSettingNames => [.. AttributeChanges.Keys];

    public static TheoryData<string> TypeSettingNames => [.. TypeChanges.Keys];

    private readonly World copy = fixture.Sites.GlobexWorld;

    [Fact]
    public void A_copy_made_through_the_public_API_is_equal_and_every_thing_is_counted()
    {
        var result = Compare();

        result.Differences.ShouldBeEmpty();
        result.Equal.ShouldBeTrue();
        result.Counts.Types.ShouldBe(51);
        result.Counts.Objects.ShouldBe(3000);
        result.Counts.Values.ShouldBeGreaterThan(10_000);
        result.Counts.References.ShouldBeGreaterThan(5_000);
        result.Counts.Icons.ShouldBeGreaterThan(15);
    }

    private static readonly Dictionary<
        string,
        Func<AttributeSettings, AttributeSettings>
    > AttributeChanges = new()
    {
        { "description", s => s with { Description = "other" } },
        { "minimumCardinality", s => s with { MinimumCardinality = s.MinimumCardinality + 1 } },
        { "maximumCardinality", s => s with { MaximumCardinality = 17 } },
        { "suffix", s => s with { Suffix = "other" } },
        {
            "includeChildObjectTypes",
            s => s with { IncludeChildObjectTypes = !s.IncludeChildObjectTypes }
        },
        { "hidden", s => s with { Hidden = !s.Hidden } },
        { "uniqueAttribute", s => s with { Unique = !s.Unique } },
        { "summable", s => s with { Summable = !s.Summable } },
        { "regexValidation", s => s with { Regex = "other" } },
        { "qlQuery", s => s with { QlQuery = "label = other" } },
        { "options", s => s with { Options = "other" } },
        { "additionalValue", s => s with { AdditionalValue = "OTHER" } },
        { "typeValueMulti", s => s with { TypeValueMulti = [.. s.TypeValueMulti, "finance"] } },
        { "defaultType", s => s with { DefaultType = DefaultType.Time } },
        { "label", s => s with { Label = true } },
        { "type", s => s with { Kind = AttributeKind.Group } },
    };

    [Theory]
    [MemberData(nameof(AttributeSettingNames))]
    public void A_changed_attribute_setting_is_found(string name)
    {
        var attribute = copy.Attributes.Values.First(a => a.Name == "Long text");
        var before = attribute.Settings;
        attribute.Settings = AttributeChanges[name](before);

        var result = Compare();

        attribute.Settings = before;
        result.Differences.ShouldContain(d =>
            d.Path == $"IT assets/Everything / attribute Long text / {name}"
        );
    }

    private static readonly Dictionary<string, Action<ObjectType, ObjectType>> TypeChanges = new()
    {
        { "description", (type, _) => type.Description = "other" },
        { "inherited", (type, _) => type.Inherited = !type.Inherited },
        { "abstractObjectType", (type, _) => type.IsAbstract = !type.IsAbstract },
        {
            "order",
            (type, sibling) => (type.Position, sibling.Position) = (sibling.Position, type.Position)
        },
        { "icon name", (type, sibling) => type.IconId = sibling.IconId },
    };

    [Theory]
    [MemberData(nameof(TypeSettingNames))]
    public void A_changed_type_setting_is_found(string name)
    {
        var type = copy.Types.Values.First(t => t.Name == "VLAN");
        var sibling = copy.Types.Values.First(t => t.Name == "Subnet");
        var (description, inherited, isAbstract, position, other, icon) = (
            type.Description,
            type.Inherited,
            type.IsAbstract,
            type.Position,
            sibling.Position,
            type.IconId
        );
        sibling.IconId = copy.Types.Values.First(t => t.Name == "Everything").IconId;
        TypeChanges[name](type, sibling);

        var result = Compare();

        (
            type.Description,
            type.Inherited,
            type.IsAbstract,
            type.Position,
            sibling.Position,
            type.IconId
        ) = (description, inherited, isAbstract, position, other, icon);
        sibling.IconId = icon;
        result.Differences.ShouldContain(d => d.Path == $"type #1/Network/VLAN / {name}");
    }

    [Fact]
    public void One_changed_picture_is_found_at_every_type_that_shows_it()
    {
        var icon = copy.Icons.Values.First(i => i.Name == "Everything");
        var before = icon.Png;
        icon.Png = [.. before, 0];

        var result = Compare();

        icon.Png = before;
        result.Differences.Select(d => d.Path).ShouldBe(["type #1/Everything / icon image"]);
    }

    [Fact]
    public void One_changed_value_is_the_only_difference()
    {
        var changed = First("Server");
        var memory = Attribute("Server", "Memory");
        var before = changed.ValuesOf(memory.Id).ToList();
        changed.Set(memory.Id, ["123456789"]);

        var result = Compare();

        changed.Set(memory.Id, before);
        var found = result.Differences.ShouldHaveSingleItem();
        found.Path.ShouldBe(
            $"{fixture.Pairs[1].LeftWorld.Schemas[fixture.Pairs[1].LeftSchemaId].Name}/Configuration item/Hardware/Computer/Server / {copy.LabelOf(changed)} / Memory"
        );
        found.Right.ShouldBe("123456789");
    }

    [Fact]
    public void One_changed_label_is_the_only_difference()
    {
        var changed = First("Server");
        var name = Attribute("Server", "Name");
        var before = changed.ValuesOf(name.Id).ToList();
        changed.Set(name.Id, ["another name"]);

        var result = Compare();

        changed.Set(name.Id, before);
        result.Differences.ShouldHaveSingleItem().Path.ShouldEndWith($"{before[0]} / Name");
    }

    [Fact]
    public void One_missing_reference_is_the_only_difference()
    {
        var depends = Attribute("Application", "Depends on");
        var holder = OfType("Application").First(o => o.ValuesOf(depends.Id).Count > 1);
        var before = holder.ValuesOf(depends.Id).ToList();
        holder.Set(depends.Id, [.. before.Skip(1)]);

        var result = Compare();

        holder.Set(depends.Id, before);
        result.Differences.ShouldHaveSingleItem().Path.ShouldEndWith("/ Depends on");
    }

    [Fact]
    public void A_reference_to_another_object_with_the_same_label_is_found()
    {
        var model = Attribute("Notebook", "Model");
        var holder = OfType("Notebook").First(o => o.ValuesOf(model.Id).Count == 1);
        var before = holder.ValuesOf(model.Id).ToList();
        var target = copy.Objects.Find(long.Parse(before[0]))!;
        var other = OfType("Model").First(o => o.Id != target.Id);
        holder.Set(model.Id, [other.Id.ToString()]);

        var result = Compare();

        holder.Set(model.Id, before);
        result.Differences.ShouldHaveSingleItem().Path.ShouldEndWith("/ Model");
    }

    [Fact]
    public void A_missing_object_is_named()
    {
        var before = Compare().Equal;
        var gone = OfType("Access point").First();
        copy.Objects.Remove(gone);

        var result = Compare();

        copy.Objects.Add(gone);
        before.ShouldBeTrue();
        result.Differences.ShouldContain(d =>
            d.Right == null && d.Path.EndsWith(copy.LabelOf(gone), StringComparison.Ordinal)
        );
    }

    private ComparisonResult Compare()
    {
        copy.DefinitionsChanged();
        return SchemaComparer.Compare(fixture.Pairs);
    }

    private AssetObject First(string type) => OfType(type).First();

    private IEnumerable<AssetObject> OfType(string name) =>
        copy
            .Objects.IdsOf(copy.Types.Values.First(t => t.Name == name).Id)
            .Select(id => copy.Objects.Find(id)!);

    private AttributeDefinition Attribute(string type, string name) =>
        copy.AttributesOf(copy.Types.Values.First(t => t.Name == type)).First(a => a.Name == name);
}
