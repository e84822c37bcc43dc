using AssetsBackup.Features.Plans.Planning;
using CsCheck;

namespace AssetsBackup.Tests.Plans;

public sealed class ObjectGraphTests
{
    [Fact]
    public void An_object_comes_in_a_later_wave_than_what_it_refers_to()
    {
        var graph = Graph(("server", ["rack"]), ("rack", ["room"]), ("room", []));

        graph.WaveOf("room").ShouldBe(0);
        graph.WaveOf("rack").ShouldBe(1);
        graph.WaveOf("server").ShouldBe(2);
        graph.IsDeferred("server", "rack").ShouldBeFalse();
    }

    [Fact]
    public void A_reference_to_oneself_is_deferred_and_holds_up_nothing()
    {
        var graph = Graph(("a", ["a"]), ("b", ["a"]));

        graph.IsDeferred("a", "a").ShouldBeTrue();
        graph.IsDeferred("b", "a").ShouldBeFalse();
    }

    [Fact]
    public void A_parent_that_lists_its_children_is_completed_by_one_later_call_not_one_for_each_child()
    {
        var children = Enumerable.Range(0, 100).Select(number => $"child {number}").ToArray();
        var graph = Graph([
            .. children.Select(child => (child, new[] { "parent" })),
            ("parent", children),
        ]);

        children.ShouldAllBe(child => !graph.IsDeferred(child, "parent"));
        graph.IsDeferred("parent", children[0]).ShouldBeTrue();
    }

    [Fact]
    public void Objects_of_other_schemas_bind_no_order()
    {
        var graph = Graph(("a", ["elsewhere"]));

        graph.WaveOf("a").ShouldBe(0);
        graph.Contains("elsewhere").ShouldBeFalse();
        graph.Count.ShouldBe(1);
    }

    [Fact]
    public void In_any_graph_every_object_has_a_wave_and_without_cycles_nothing_is_deferred() =>
        (
            from count in Gen.Int[1, 30]
            from edges in Gen.Select(Gen.Int[0, 29], Gen.Int[0, 29]).Array[0, 80]
            from isAcyclic in Gen.Bool
            select (
                Count: count,
                Edges: edges
                    .Select(edge => (From: edge.Item1 % count, To: edge.Item2 % count))
                    .Where(edge => !isAcyclic || edge.From < edge.To)
                    .ToList(),
                IsAcyclic: isAcyclic
            )
        ).Sample(world =>
        {
            var graph = new ObjectGraph();
            for (var node = 0; node < world.Count; node++)
                graph.Add(
                    $"{node}",
                    world.Edges.Where(edge => edge.From == node).Select(edge => $"{edge.To}")
                );
            graph.Order();
            for (var node = 0; node < world.Count; node++)
                graph.WaveOf($"{node}").ShouldBeGreaterThanOrEqualTo(0);
            if (world.IsAcyclic)
                world.Edges.ShouldAllBe(edge => !graph.IsDeferred($"{edge.From}", $"{edge.To}"));
        });

    private static ObjectGraph Graph(params (string Id, string[] References)[] objects)
    {
        var graph = new ObjectGraph();
        foreach (var (id, references) in objects)
            graph.Add(id, references);
        graph.Order();
        return graph;
    }
}
