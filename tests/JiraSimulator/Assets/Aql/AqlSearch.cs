using System.Globalization;
using JiraSimulator.Worlds;

namespace JiraSimulator.Assets.Aql;

/// <summary>Runs a query. Types and object id ranges that all results must lie in are taken from the query first, so that a page costs a page.</summary>
internal sealed class AqlSearch
{
    private readonly AqlScope scope;
    private readonly World world;
    private readonly AqlOrder order;
    private readonly HashSet<long> types;
    private readonly List<Func<AssetObject, bool>> conditions = [];
    private long from;
    private long to = long.MaxValue;

    public AqlSearch(AqlScope scope, string text)
    {
        this.scope = scope;
        world = scope.World;
        var query = AqlParser.Parse(text);
        order = query.Order ?? new AqlOrder("label", Descending: false);
        types = [.. scope.Types.Select(type => type.Id)];
        Narrow(query.Where);
        if (world.Switches.SearchLagSeconds is > 0 and var lag)
        {
            var seen = world.Now.AddSeconds(-lag);
            conditions.Add(candidate => candidate.Created <= seen);
        }
    }

    /// <summary>Ids of all objects found, in order.</summary>
    public IReadOnlyList<long> Ids()
    {
        var found = Found();
        var key = OrderKey();
        if (key is null)
            return order.Descending ? new Reversed(found) : found;
        var ordered = found.Select(id => world.Objects.Find(id)!).Select(o => (o.Id, Key: key(o)));
        var sorted = order.Descending
            ? ordered.OrderByDescending(o => o.Key, StringComparer.OrdinalIgnoreCase)
            : ordered.OrderBy(o => o.Key, StringComparer.OrdinalIgnoreCase);
        return [.. sorted.ThenBy(o => TieBreak(o.Id)).Select(o => o.Id)];
    }

    public int Count() => Found().Count;

    private IReadOnlyList<long> Found()
    {
        var lists = types
            .Select(type => world.Objects.IdsOf(type, from, to))
            .Where(ids => ids.Count > 0)
            .ToList();
        IReadOnlyList<long> all = lists is [var only]
            ? only
            : [.. lists.SelectMany(ids => ids).Order()];
        return conditions.Count == 0
            ? all
            : [.. all.Where(id => conditions.TrueForAll(c => c(world.Objects.Find(id)!)))];
    }

    private void Narrow(AqlCondition? condition)
    {
        switch (condition)
        {
            case null:
                return;
            case AqlAnd and:
                foreach (var part in and.Parts)
                    Narrow(part);
                return;
            case AqlComparison comparison when NarrowTo(comparison):
                return;
            default:
                conditions.Add(new AqlCompiler(scope).Compile(condition));
                return;
        }
    }

    private bool NarrowTo(AqlComparison comparison)
    {
        if (new AqlCompiler(scope).TypesAllowedBy(comparison) is { } allowed)
        {
            types.IntersectWith(allowed);
            return true;
        }
        if (!comparison.Field.Equals("objectId", StringComparison.OrdinalIgnoreCase))
            return false;
        if (comparison.Operator is AqlOperator.Equal)
        {
            NarrowIds(
                AqlCompiler.Number(comparison.Values[0]),
                AqlCompiler.Number(comparison.Values[0]) + 1
            );
            return true;
        }
        if (!world.Switches.ObjectIdComparisons || comparison.Values is not [var bound])
            return false;
        switch (comparison.Operator)
        {
            case AqlOperator.Less:
                NarrowIds(0, AqlCompiler.Number(bound));
                return true;
            case AqlOperator.LessOrEqual:
                NarrowIds(0, AqlCompiler.Number(bound) + 1);
                return true;
            case AqlOperator.Greater:
                NarrowIds(AqlCompiler.Number(bound) + 1, long.MaxValue);
                return true;
            case AqlOperator.GreaterOrEqual:
                NarrowIds(AqlCompiler.Number(bound), long.MaxValue);
                return true;
            default:
                return false;
        }
    }

    private void NarrowIds(long first, long end)
    {
        from = Math.Max(from, first);
        to = Math.Max(from, Math.Min(to, end));
    }

    /// <summary>The text that objects are ordered by; null when ascending ids are already that order.</summary>
    private Func<AssetObject, string>? OrderKey()
    {
        switch (order.Attribute.ToUpperInvariant())
        {
            case "KEY" when world.Switches.KeyOrderIsText:
                return world.KeyOf;
            case "KEY" or "OBJECTID":
                return null;
            case "LABEL":
                return world.Objects.LabelsFollowIds ? null : world.LabelOf;
            case "CREATED":
                return world.Objects.LabelsFollowIds ? null : candidate => Ticks(candidate.Created);
            case "UPDATED":
                return candidate => Ticks(candidate.Updated);
        }
        var attributes = scope.AttributesNamed(order.Attribute);
        if (attributes.Count == 0)
            throw Refusal.Bad($"The attribute \"{order.Attribute}\" does not exist");
        return candidate =>
            attributes.TryGetValue(candidate.TypeId, out var attribute)
            && candidate.ValuesOf(attribute.Id) is [var first, ..]
                ? first
                : "";
    }

    private long TieBreak(long id) =>
        world.Switches.TiesShuffled ? HashCode.Combine(id, world.Now.Ticks) : id;

    private static string Ticks(DateTimeOffset time) =>
        time.UtcTicks.ToString("D20", CultureInfo.InvariantCulture);

    private sealed class Reversed(IReadOnlyList<long> ascending) : IReadOnlyList<long>
    {
        public int Count => ascending.Count;

        public long this[int index] => ascending[ascending.Count - 1 - index];

        public IEnumerator<long> GetEnumerator()
        {
            for (var i = 0; i < Count; i++)
                yield return this[i];
        }

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() =>
            GetEnumerator();
    }
}
