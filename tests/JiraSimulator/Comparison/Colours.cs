using JiraSimulator.Worlds;

namespace JiraSimulator.Comparison;

/// <summary>
/// Iterative refinement: at first a node's colour is its own content; each round mixes in the colours of the nodes around it.
/// Nodes with equal labels, and nodes on cycles, come apart as soon as their surroundings differ.
/// </summary>
internal static class Colours
{
    private const int MostRounds = 24;
    private const ulong Inbound = 0x5bd1e9955bd1e995;

    /// <summary>Colours of both sides, the weakest first: type, label, content, then one entry a round.</summary>
    public static List<(ulong[] Left, ulong[] Right)> Refine(ObjectGraph left, ObjectGraph right)
    {
        var levels = new List<(ulong[] Left, ulong[] Right)>
        {
            (Each(left, node => Hash(node.Type)), Each(right, node => Hash(node.Type))),
            (Each(left, Labelled), Each(right, Labelled)),
            (Each(left, Content), Each(right, Content)),
        };
        var distinct = Distinct(levels[^1]);
        for (var round = 0; round < MostRounds; round++)
        {
            var next = (Mix(left, levels[^1].Left), Mix(right, levels[^1].Right));
            levels.Add(next);
            var refined = Distinct(next);
            if (refined == distinct)
                break;
            distinct = refined;
        }
        return levels;
    }

    private static ulong[] Mix(ObjectGraph graph, ulong[] before)
    {
        var after = new ulong[before.Length];
        for (var i = 0; i < before.Length; i++)
        {
            // Sums do not depend on the order of references.
            var around = 0ul;
            foreach (var (attribute, target) in graph.Nodes[i].Targets)
                around += Dice.Mix(Hash(attribute) ^ before[target]);
            foreach (var (attribute, source) in graph.Nodes[i].Sources)
                around += Dice.Mix(Hash(attribute) ^ before[source] ^ Inbound);
            after[i] = Dice.Mix(before[i]) ^ Dice.Mix(around);
        }
        return after;
    }

    private static ulong Labelled(ObjectNode node) => Dice.Mix(Hash(node.Type)) ^ Hash(node.Label);

    private static ulong Content(ObjectNode node)
    {
        var colour = Labelled(node);
        foreach (var (attribute, value) in node.Plain)
            colour = Dice.Mix(colour ^ Hash(attribute)) ^ Hash(value);
        return node.Outside.Aggregate(
            colour,
            (sum, o) => sum + Dice.Mix(Hash(o.Attribute) ^ Hash(o.Target))
        );
    }

    private static ulong[] Each(ObjectGraph graph, Func<ObjectNode, ulong> colour) =>
        [.. graph.Nodes.Select(colour)];

    private static int Distinct((ulong[] Left, ulong[] Right) level) =>
        level.Left.Concat(level.Right).Distinct().Count();

    private static ulong Hash(string text)
    {
        var hash = 14695981039346656037ul;
        foreach (var c in text)
            hash = (hash ^ c) * 1099511628211ul;
        return Dice.Mix(hash);
    }
}
