using System.Globalization;
using JiraSimulator.Worlds;

namespace JiraSimulator.Assets.Aql;

/// <summary>Runs a query. Types and object id ranges that all results must lie in are taken from the query first, so that a page costs a page.</summary>
internal sealed class AqlSearch
{
    private readonly AqlScope _scope;
    private readonly World _world;
    private readonly AqlOrder _order;
    private readonly HashSet<long> _types;
    private readonly List<Func<AssetObject, bool>> _conditions = [];
    private long _from;
    private long _to = long.MaxValue;

    public AqlSearch(AqlScope scope, string text)
    {
        _scope = scope;
        _world = scope.World;
        var query = AqlParser.Parse(text);
        _order = query.Order ?? new AqlOrder("label", Descending: false);
        _types = [.. scope.Types.Select(type => type.Id)];
        Narrow(query.Where);
        if (_world.Switches.SearchLagSeconds is > 0 and var lag)
        {
            var seen = _world.Now.AddSeconds(-lag);
            _conditions.Add(candidate => candidate.Created <= seen);
        }
    }

    /// <summary>Ids of all objects found, in order.</summary>
    public IReadOnlyList<long> Ids()
    {
        var found = Found();
        var key = OrderKey();
        if (key is null)
        {
            return _order.Descending ? new Reversed(found) : found;
        }
        var ordered = found.Select(id => _world.Objects.Find(id)!).Select(o => (o.Id, Key: key(o)));
        var sorted = _order.Descending
            ? ordered.OrderByDescending(o => o.Key, StringComparer.OrdinalIgnoreCase)
            : ordered.OrderBy(o => o.Key, StringComparer.OrdinalIgnoreCase);
        return [.. sorted.ThenBy(o => TieBreak(o.Id)).Select(o => o.Id)];
    }

    public int Count() => Found().Count;

    private IReadOnlyList<long> Found()
    {
        var lists = _types
            .Select(type => _world.Objects.IdsOf(type, _from, _to))
            .Where(ids => ids.Count > 0)
            .ToList();
        IReadOnlyList<long> all = lists is [var only]
            ? only
            : [.. lists.SelectMany(ids => ids).Order()];
        return _conditions.Count == 0
            ? all
            : [.. all.Where(id => _conditions.TrueForAll(c => c(_world.Objects.Find(id)!)))];
    }

    private void Narrow(AqlCondition? condition)
    {
        switch (condition)
        {
            case null:
                return;
            case AqlAnd and:
                foreach (var part in and.Parts)
                {
                    Narrow(part);
                }
                return;
            case AqlComparison comparison when NarrowTo(comparison):
                return;
            default:
                _conditions.Add(new AqlCompiler(_scope).Compile(condition));
                return;
        }
    }

    private bool NarrowTo(AqlComparison comparison)
    {
        if (new AqlCompiler(_scope).TypesAllowedBy(comparison) is { } types)
        {
            _types.IntersectWith(types);
            return true;
        }
        if (!comparison.Field.Equals("objectId", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }
        if (comparison.Operator is AqlOperator.Equal)
        {
            NarrowIds(
                AqlCompiler.Number(comparison.Values[0]),
                AqlCompiler.Number(comparison.Values[0]) + 1
            );
            return true;
        }
        if (!_world.Switches.ObjectIdComparisons || comparison.Values is not [var bound])
        {
            return false;
        }
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

    private void NarrowIds(long from, long to)
    {
        _from = Math.Max(_from, from);
        _to = Math.Max(_from, Math.Min(_to, to));
    }

    /// <summary>The text that objects are ordered by; null when ascending ids are already that order.</summary>
    private Func<AssetObject, string>? OrderKey()
    {
        switch (_order.Attribute.ToUpperInvariant())
        {
            case "KEY" when _world.Switches.KeyOrderIsText:
                return _world.KeyOf;
            case "KEY" or "OBJECTID":
                return null;
            case "LABEL":
                return _world.Objects.LabelsFollowIds ? null : _world.LabelOf;
            case "CREATED":
                return _world.Objects.LabelsFollowIds
                    ? null
                    : candidate => Ticks(candidate.Created);
            case "UPDATED":
                return candidate => Ticks(candidate.Updated);
        }
        var attributes = _scope.AttributesNamed(_order.Attribute);
        if (attributes.Count == 0)
        {
            throw Refusal.Bad($"The attribute \"{_order.Attribute}\" does not exist");
        }
        return candidate =>
            attributes.TryGetValue(candidate.TypeId, out var attribute)
            && candidate.ValuesOf(attribute.Id) is [var first, ..]
                ? first
                : "";
    }

    private long TieBreak(long id) =>
        _world.Switches.TiesShuffled ? HashCode.Combine(id, _world.Now.Ticks) : id;

    private static string Ticks(DateTimeOffset time) =>
        time.UtcTicks.ToString("D20", CultureInfo.InvariantCulture);

    private sealed class Reversed(IReadOnlyList<long> ascending) : IReadOnlyList<long>
    {
        public int Count => ascending.Count;

        public long this[int index] => ascending[ascending.Count - 1 - index];

        public IEnumerator<long> GetEnumerator()
        {
            for (var i = 0; i < Count; i++)
            {
                yield return this[i];
            }
        }

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() =>
            GetEnumerator();
    }
}
