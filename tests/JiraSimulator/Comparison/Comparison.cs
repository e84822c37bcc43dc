using JiraSimulator.Worlds;

namespace JiraSimulator.Comparison;

/// <summary>Two schemas that should hold the same. References between schemas are followed through all pairs of one comparison.</summary>
internal sealed record SchemaPair(
    World LeftWorld,
    long LeftSchemaId,
    World RightWorld,
    long RightSchemaId
);

/// <summary>What was compared on the left, and every way in which the right differs from it.</summary>
public sealed record ComparisonResult(
    bool Equal,
    ComparisonCounts Counts,
    int DifferenceCount,
    IReadOnlyList<Difference> Differences
);

/// <summary>Things on the left. Values leave out references; icons are those that types show.</summary>
public sealed record ComparisonCounts
{
    public int Types { get; set; }
    public int Attributes { get; set; }
    public int Statuses { get; set; }
    public int ReferenceTypes { get; set; }
    public int Icons { get; set; }
    public int Objects { get; set; }
    public int Values { get; set; }
    public int References { get; set; }
}

/// <summary>One difference; a side is null where the thing does not exist.</summary>
public sealed record Difference(string Path, string? Left, string? Right);

/// <summary>Collects differences: all are counted, the first hundred are kept.</summary>
internal sealed class Differences
{
    private const int Kept = 100;

    private readonly List<Difference> first = [];

    public int Count { get; private set; }

    public IReadOnlyList<Difference> First => first;

    public void Add(string path, string? left, string? right)
    {
        Count++;
        if (first.Count < Kept)
            first.Add(new Difference(path, left, right));
    }

    /// <summary>Holds two sets of named facts against each other.</summary>
    public void AddFacts(
        string path,
        IReadOnlyDictionary<string, string> left,
        IReadOnlyDictionary<string, string> right
    )
    {
        foreach (var name in left.Keys.Union(right.Keys).Order(StringComparer.Ordinal))
        {
            var (l, r) = (left.GetValueOrDefault(name), right.GetValueOrDefault(name));
            if (l != r)
                Add($"{path} / {name}", l, r);
        }
    }
}
