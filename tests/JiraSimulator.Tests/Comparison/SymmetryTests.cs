using JiraSimulator.Comparison;
using JiraSimulator.Sites;
using JiraSimulator.Worlds;

namespace JiraSimulator.Tests.Comparison;

/// <summary>Objects that only their references tell apart.</summary>
public sealed class SymmetryTests
{
    [Theory]
    [InlineData(new[] { 1, 2, 3, 4, 5, 0 })]
    [InlineData(new[] { 3, 4, 5, 1, 2, 0 })]
    [InlineData(new[] { 0, 0, 0, 0, 0, 0 })]
    public void Equal_labels_in_a_cycle_are_matched_whatever_their_order(int[] next)
    {
        int[] shuffled = [4, 2, 0, 5, 3, 1];
        var moved = new int[next.Length];
        for (var i = 0; i < next.Length; i++)
            moved[shuffled[i]] = shuffled[next[i]];

        Compare(Ring("acme", next), Ring("globex", moved)).Differences.ShouldBeEmpty();
    }

    [Fact]
    public void Two_rings_of_three_are_not_one_ring_of_six()
    {
        var result = Compare(Ring("acme", [1, 2, 3, 4, 5, 0]), Ring("globex", [1, 2, 0, 4, 5, 3]));

        result.Equal.ShouldBeFalse();
    }

    [Fact]
    public void Who_refers_to_an_object_tells_it_from_its_twin()
    {
        var result = Compare(Ring("acme", [1, 1, 1, 3, 3, 3]), Ring("globex", [1, 1, 1, 1, 3, 3]));

        result.Equal.ShouldBeFalse();
    }

    private static ComparisonResult Compare(World left, World right) =>
        SchemaComparer.Compare([
            new SchemaPair(left, left.Schemas.Keys.Last(), right, right.Schemas.Keys.Last()),
        ]);

    /// <summary>Objects of one label, each referring to the one that <paramref name="next"/> says.</summary>
    private static World Ring(string site, int[] next)
    {
        var world = WorldCatalogue.Make(
            "empty",
            DefaultSites.Make(site, 1),
            new SimulatorOptions()
        );
        var builder = new WorldBuilder(world);
        builder.Build([
            new SchemaSpec(
                "Ring",
                "RING",
                null,
                [
                    new TypeSpec("Link", null, "Key", 0)
                    {
                        Attributes = [AttributeSpec.Reference("Next", "Link")],
                    },
                ]
            ),
        ]);
        var type = world.Types.Values.Single();
        var (label, reference) = (world.LabelAttributeOf(type), world.AttributesOf(type)[^1]);
        var ids = next.Select(_ => world.Counters.NextObject()).ToList();
        for (var i = 0; i < next.Length; i++)
        {
            var link = new AssetObject(ids[i], type.Id)
            {
                Created = world.Now,
                Updated = world.Now,
            };
            link.Set(label.Id, ["same"]);
            link.Set(reference.Id, [ids[next[i]].ToString()]);
            world.Objects.Add(link);
        }
        return world;
    }
}
