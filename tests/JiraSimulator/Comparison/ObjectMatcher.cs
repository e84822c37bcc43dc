namespace JiraSimulator.Comparison;

/// <summary>Pairs the objects of two graphs: by the strongest colours first, along references where colours leave a choice.</summary>
internal sealed class ObjectMatcher
{
    private const int TypeLevel = 0;

    private readonly ObjectGraph left;
    private readonly ObjectGraph right;
    private readonly Queue<(int Left, int Right)> fresh = new();

    public ObjectMatcher(ObjectGraph left, ObjectGraph right)
    {
        (this.left, this.right) = (left, right);
        PartnerOfLeft = Unmatched(left);
        PartnerOfRight = Unmatched(right);
        var levels = Colours.Refine(left, right);
        for (var level = levels.Count - 1; level > TypeLevel; level--)
            MatchLevel(levels[level].Left, levels[level].Right);
        MatchRelabelled(levels[TypeLevel].Left, levels[TypeLevel].Right);
    }

    /// <summary>Index of the matching right node, or -1.</summary>
    public int[] PartnerOfLeft { get; }

    public int[] PartnerOfRight { get; }

    private static int[] Unmatched(ObjectGraph graph)
    {
        var partners = new int[graph.Nodes.Count];
        Array.Fill(partners, -1);
        return partners;
    }

    private void MatchLevel(ulong[] leftColours, ulong[] rightColours)
    {
        var groups = Groups(leftColours, rightColours);
        foreach (
            var (lefts, rights) in groups.Where(g => g.Lefts.Count == 1 && g.Rights.Count == 1)
        )
        {
            Pair(lefts[0], rights[0], leftColours, rightColours);
        }
        foreach (var (lefts, rights) in groups)
        {
            foreach (var l in lefts.Where(l => PartnerOfLeft[l] < 0))
            {
                if (Best(l, rights) is { } r)
                    Pair(l, r, leftColours, rightColours);
            }
        }
    }

    private List<(List<int> Lefts, List<int> Rights)> Groups(
        ulong[] leftColours,
        ulong[] rightColours
    )
    {
        var rights = Indices(PartnerOfRight)
            .GroupBy(r => rightColours[r])
            .ToDictionary(g => g.Key, g => g.ToList());
        return
        [
            .. Indices(PartnerOfLeft)
                .GroupBy(l => leftColours[l])
                .Where(group => rights.ContainsKey(group.Key))
                .Select(group => (group.ToList(), rights[group.Key])),
        ];
    }

    private static IEnumerable<int> Indices(int[] partners) =>
        Enumerable.Range(0, partners.Length).Where(i => partners[i] < 0);

    /// <summary>The candidate that agrees with most of what is matched already.</summary>
    private int? Best(int l, List<int> rights)
    {
        var free = rights.Where(r => PartnerOfRight[r] < 0).Take(200);
        int? best = null;
        var bestScore = -1;
        foreach (var r in free)
        {
            var score = Agreement(l, r);
            if (score > bestScore)
                (best, bestScore) = (r, score);
        }
        return best;
    }

    private int Agreement(int l, int r)
    {
        var (one, other) = (left.Nodes[l], right.Nodes[r]);
        return one.Targets.Count(t => other.Targets.Contains((t.Attribute, PartnerOfLeft[t.Node])))
            + one.Sources.Count(s => other.Sources.Contains((s.Attribute, PartnerOfLeft[s.Node])));
    }

    /// <summary>Pairs two nodes, and then neighbours of equal colour along equal references.</summary>
    private void Pair(int l, int r, ulong[] leftColours, ulong[] rightColours)
    {
        Set(l, r);
        while (fresh.TryDequeue(out var pair))
        {
            var (one, other) = (left.Nodes[pair.Left], right.Nodes[pair.Right]);
            PairNeighbours(one.Targets, other.Targets, leftColours, rightColours);
            PairNeighbours(one.Sources, other.Sources, leftColours, rightColours);
        }
    }

    private void PairNeighbours(
        List<(string Attribute, int Node)> lefts,
        List<(string Attribute, int Node)> rights,
        ulong[] leftColours,
        ulong[] rightColours
    )
    {
        foreach (var (attribute, l) in lefts)
        {
            if (PartnerOfLeft[l] >= 0)
                continue;
            foreach (var (other, r) in rights)
            {
                if (
                    other == attribute
                    && PartnerOfRight[r] < 0
                    && leftColours[l] == rightColours[r]
                )
                {
                    Set(l, r);
                    break;
                }
            }
        }
    }

    private void Set(int l, int r)
    {
        (PartnerOfLeft[l], PartnerOfRight[r]) = (r, l);
        fresh.Enqueue((l, r));
    }

    /// <summary>What is left over of one type is the same object under another label if half of its values are the same.</summary>
    private void MatchRelabelled(ulong[] leftColours, ulong[] rightColours)
    {
        foreach (var (lefts, rights) in Groups(leftColours, rightColours))
        {
            foreach (var l in lefts)
            {
                var alike = rights
                    .Where(r => PartnerOfRight[r] < 0)
                    .Take(200)
                    .Select(r =>
                        (
                            r,
                            shared: left.Nodes[l].Plain.Intersect(right.Nodes[r].Plain).Count()
                                + Agreement(l, r)
                        )
                    )
                    .DefaultIfEmpty((r: -1, shared: -1))
                    .MaxBy(candidate => candidate.shared);
                var all = left.Nodes[l].Plain.Count + left.Nodes[l].Targets.Count;
                if (alike.r >= 0 && alike.shared * 2 >= all)
                    Set(l, alike.r);
            }
        }
        fresh.Clear();
    }
}
