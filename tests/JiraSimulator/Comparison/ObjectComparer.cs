namespace JiraSimulator.Comparison;

/// <summary>Compares matched objects value by value; references are equal when they lead to matched objects.</summary>
internal sealed class ObjectComparer(
    Side left,
    Side right,
    Differences differences,
    ComparisonCounts counts
)
{
    private readonly ObjectGraph left = new(left);
    private readonly ObjectGraph right = new(right);

    public void Run()
    {
        var matcher = new ObjectMatcher(left, right);
        counts.Objects = left.Nodes.Count;
        for (var l = 0; l < left.Nodes.Count; l++)
        {
            var node = left.Nodes[l];
            counts.Values += node.Plain.Count;
            counts.References += node.Targets.Count + node.Outside.Count;
            if (matcher.PartnerOfLeft[l] is >= 0 and var r)
                ComparePair(matcher, node, right.Nodes[r]);
            else
                differences.Add(node.Path, "exists", null);
        }
        for (var r = 0; r < right.Nodes.Count; r++)
        {
            if (matcher.PartnerOfRight[r] < 0)
                differences.Add(right.Nodes[r].Path, null, "exists");
        }
    }

    private void ComparePair(ObjectMatcher matcher, ObjectNode l, ObjectNode r)
    {
        if (!l.Plain.SequenceEqual(r.Plain))
            CompareByAttribute(l.Path, Texts(l.Plain), Texts(r.Plain));
        var lefts = References(l, left, node => matcher.PartnerOfLeft[node]);
        var rights = References(r, right, node => node);
        if (!lefts.Order().SequenceEqual(rights.Order()))
            CompareByAttribute(l.Path, Shown(lefts), Shown(rights));
    }

    /// <summary>Each reference as its attribute and the right node it should lead to; what has no partner keeps its own path.</summary>
    private List<(string Attribute, int Node, string Label)> References(
        ObjectNode holder,
        ObjectGraph graph,
        Func<int, int> toRight
    ) =>
        [
            .. holder.Targets.Select(t =>
                toRight(t.Node) is >= 0 and var node
                    ? (t.Attribute, node, right.Nodes[node].Path)
                    : (t.Attribute, -1, graph.Nodes[t.Node].Path)
            ),
            .. holder.Outside.Select(o => (o.Attribute, -2, o.Target)),
        ];

    private static ILookup<string, string> Texts(List<(string Attribute, string Value)> values) =>
        values.ToLookup(v => v.Attribute, v => v.Value);

    private static ILookup<string, string> Shown(
        List<(string Attribute, int Node, string Label)> references
    ) =>
        references.ToLookup(v => v.Attribute, v => v.Node >= 0 ? $"{v.Label} ({v.Node})" : v.Label);

    private void CompareByAttribute(
        string path,
        ILookup<string, string> lefts,
        ILookup<string, string> rights
    )
    {
        foreach (var attribute in lefts.Select(g => g.Key).Union(rights.Select(g => g.Key)))
        {
            var l = lefts[attribute].Order(StringComparer.Ordinal).ToList();
            var r = rights[attribute].Order(StringComparer.Ordinal).ToList();
            if (!l.SequenceEqual(r))
                differences.Add($"{path} / {attribute}", Joined(l), Joined(r));
        }
    }

    private static string? Joined(List<string> values) =>
        values.Count == 0 ? null : string.Join(" | ", values);
}
