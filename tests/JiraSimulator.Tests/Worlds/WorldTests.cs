using JiraSimulator.Comparison;
using JiraSimulator.Sites;
using JiraSimulator.Tests.Testing;
using JiraSimulator.Worlds;
using JiraSimulator.Worlds.Changes;

namespace JiraSimulator.Tests.Worlds;

public sealed class WorldTests
{
    [Theory]
    [InlineData("itsm")]
    [InlineData("n:2000")]
    public void A_seed_makes_the_same_world_on_every_site(string name) =>
        Compare(Make("acme", name, 7), Make("globex", name, 7)).Differences.ShouldBeEmpty();

    [Theory]
    [InlineData("itsm")]
    [InlineData("n:2000")]
    public void Another_seed_makes_another_world(string name) =>
        Compare(Make("acme", name, 7), Make("globex", name, 8)).Equal.ShouldBeFalse();

    [Theory]
    [InlineData("itsm")]
    [InlineData("n:2000")]
    public void A_seed_hangs_the_same_things_on_the_same_objects(string name)
    {
        var (acme, globex, other) = (
            Parts(Make("acme", name, 7)),
            Parts(Make("globex", name, 7)),
            Parts(Make("acme", name, 8))
        );

        acme.ShouldBe(globex);
        acme.ShouldNotBe(other);
    }

    [Fact]
    public void The_same_things_have_other_ids_on_another_site()
    {
        var (acme, globex) = (Make("acme", "itsm", 1), Make("globex", "itsm", 1));

        acme.Types.Keys.First().ShouldNotBe(globex.Types.Keys.First());
        acme.Icons.Values.Select(icon => icon.Name)
            .ShouldNotBe(globex.Icons.Values.Select(icon => icon.Name));
    }

    [Fact]
    public void The_sample_holds_every_restorable_type_and_setting()
    {
        var world = Make("acme", "itsm", 1);
        var settings = world.Attributes.Values.Select(attribute => attribute.Settings).ToList();

        world.Objects.Count.ShouldBe(3000);
        world.Types.Count.ShouldBeInRange(45, 55);
        world.Types.Values.Max(type => Depth(world, type)).ShouldBe(5);
        settings.Select(s => s.Kind).Distinct().Order().ShouldBe(AttributeKind.Known);
        settings.Where(s => s.Kind == 0).Select(s => s.DefaultType).Distinct().Count().ShouldBe(12);
        settings.ShouldContain(s => s.MaximumCardinality == -1);
        settings.ShouldContain(s => s.MinimumCardinality > 0 && s.Kind == AttributeKind.Reference);
        settings.ShouldContain(s => s.Unique);
        settings.ShouldContain(s => s.Regex.Length > 0);
        settings.ShouldContain(s => s.Suffix.Length > 0 && s.Summable);
        settings.ShouldContain(s => s.Hidden);
        settings.ShouldContain(s => s.QlQuery.Contains("${", StringComparison.Ordinal));
        settings.ShouldContain(s => s.IncludeChildObjectTypes);
        settings.ShouldContain(s => s.Kind == AttributeKind.User && s.TypeValueMulti.Count > 1);
        settings.ShouldContain(s => s.Kind == AttributeKind.Status && s.TypeValueMulti.Count > 0);
        settings.ShouldContain(s => s.AdditionalValue == "ENABLED");
    }

    [Fact]
    public void The_sample_holds_objects_that_refer_to_themselves_and_across_schemas()
    {
        var world = Make("acme", "itsm", 1);
        var references = (
            from type in world.Types.Values
            from attribute in world.AttributesOf(type).Where(a => a.IsReference)
            from id in world.Objects.IdsOf(type.Id)
            from target in world.Objects.Find(id)!.ValuesOf(attribute.Id)
            select (From: id, To: long.Parse(target))
        ).ToList();

        references.Count(r => r.From == r.To).ShouldBeGreaterThan(5);
        references
            .Count(r => SchemaOf(world, r.From) != SchemaOf(world, r.To))
            .ShouldBeGreaterThan(100);
        references
            .Count(r => references.Contains((r.To, r.From)) && r.From != r.To)
            .ShouldBeGreaterThan(0);
    }

    [Fact]
    public void A_days_work_changes_creates_and_deletes_the_same_things_for_the_same_seed()
    {
        var (acme, globex) = (Make("acme", "itsm", 1), Make("globex", "itsm", 1));
        var before = Make("acme", "itsm", 1);

        var first = new Mutation(acme, new Dice(5)).Run(10);
        var second = new Mutation(globex, new Dice(5)).Run(10);

        first.ShouldBe(second);
        (first.Changed, first.Created, first.Deleted).ShouldBe((180, 60, 60));
        Compare(before, acme).DifferenceCount.ShouldBeGreaterThan(200);
    }

    private static List<string> Parts(World world) =>
        [
            .. world
                .AllObjects()
                .OrderBy(owner => owner.Id)
                .Select(owner => owner.Parts)
                .SelectMany(parts =>
                    parts
                        .Comments.Select(comment => $"{comment.Created} {comment.Text}")
                        .Concat(parts.History.Select(entry => $"{entry.Created} {entry.NewValue}"))
                        .Concat(parts.Attachments.Select(file => $"{file.FileName} {file.File.Id}"))
                ),
        ];

    private static int Depth(World world, ObjectType type) =>
        type.ParentId is { } parent ? 1 + Depth(world, world.Types[parent]) : 1;

    private static long SchemaOf(World world, long id) =>
        world.Types[world.Objects.Find(id)!.TypeId].SchemaId;

    private static World Make(string site, string name, int seed) =>
        WorldCatalogue.Make(name, DefaultSites.Make(site, 1), new SimulatorOptions { Seed = seed });

    private static ComparisonResult Compare(World left, World right) =>
        SchemaComparer.Compare([
            .. left.Schemas.Keys.Zip(
                right.Schemas.Keys,
                (l, r) => new SchemaPair(left, l, right, r)
            ),
        ]);
}
