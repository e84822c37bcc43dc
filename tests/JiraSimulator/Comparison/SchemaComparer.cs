using JiraSimulator.Worlds;

namespace JiraSimulator.Comparison;

/// <summary>Decides whether schemas are equal but for ids, keys and dates. It reads the worlds themselves and shares nothing with the product.</summary>
internal static class SchemaComparer
{
    /// <param name="pairs">All from the same two worlds.</param>
    public static ComparisonResult Compare(IReadOnlyList<SchemaPair> pairs)
    {
        var (leftWorld, rightWorld) = (pairs[0].LeftWorld, pairs[0].RightWorld);
        var differences = new Differences();
        var counts = new ComparisonCounts();
        using var locked = Locked.Both(leftWorld, rightWorld);
        var left = new Side(leftWorld, [.. pairs.Select(pair => pair.LeftSchemaId)]);
        var right = new Side(rightWorld, [.. pairs.Select(pair => pair.RightSchemaId)]);
        new DefinitionComparer(left, right, differences, counts).Run();
        new ObjectComparer(left, right, differences, counts).Run();
        return new ComparisonResult(
            differences.Count == 0,
            counts,
            differences.Count,
            differences.First
        );
    }

    /// <summary>Read locks on two worlds, which may be one.</summary>
    private sealed class Locked : IDisposable
    {
        private readonly World[] worlds;

        private Locked(World[] worlds) => this.worlds = worlds;

        public static Locked Both(World left, World right)
        {
            World[] locked = left == right ? [left] : [left, right];
            foreach (var world in locked)
                world.Gate.EnterReadLock();
            return new Locked(locked);
        }

        public void Dispose()
        {
            foreach (var world in worlds)
                world.Gate.ExitReadLock();
        }
    }
}
