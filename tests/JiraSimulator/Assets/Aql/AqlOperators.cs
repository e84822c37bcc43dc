using JiraSimulator.Worlds;

namespace JiraSimulator.Assets.Aql;

/// <summary>What each operator means, on text and on things that have an order.</summary>
internal static class AqlOperators
{
    public static Func<AssetObject, bool> ByOrder<T>(
        AqlOperator used,
        HashSet<T> wanted,
        Func<AssetObject, T> read
    )
        where T : IComparable<T>
    {
        return candidate => MatchesOrder(used, [read(candidate)], wanted);
    }

    public static bool MatchesOrder<T>(AqlOperator used, IReadOnlyList<T> held, HashSet<T> wanted)
        where T : IComparable<T> =>
        used switch
        {
            AqlOperator.Equal or AqlOperator.EqualCase or AqlOperator.In => held.Any(
                wanted.Contains
            ),
            AqlOperator.NotEqual or AqlOperator.NotIn => !held.Any(wanted.Contains),
            AqlOperator.Less => held.Any(h => h.CompareTo(wanted.First()) < 0),
            AqlOperator.LessOrEqual => held.Any(h => h.CompareTo(wanted.First()) <= 0),
            AqlOperator.Greater => held.Any(h => h.CompareTo(wanted.First()) > 0),
            AqlOperator.GreaterOrEqual => held.Any(h => h.CompareTo(wanted.First()) >= 0),
            AqlOperator.IsEmpty => held.Count == 0,
            AqlOperator.IsNotEmpty => held.Count > 0,
            _ => throw Refusal.Bad("The operator is not allowed with this attribute"),
        };

    public static bool MatchesText(
        AqlOperator used,
        IReadOnlyList<string> held,
        IReadOnlyList<string> wanted
    ) =>
        used switch
        {
            AqlOperator.Equal or AqlOperator.In => held.Any(h => wanted.Any(w => Same(h, w))),
            AqlOperator.EqualCase => held.Any(wanted.Contains),
            AqlOperator.NotEqual or AqlOperator.NotIn => !held.Any(h =>
                wanted.Any(w => Same(h, w))
            ),
            AqlOperator.Like => held.Any(h => Has(h, wanted[0])),
            AqlOperator.NotLike => !held.Any(h => Has(h, wanted[0])),
            AqlOperator.StartsWith => held.Any(h =>
                h.StartsWith(wanted[0], StringComparison.OrdinalIgnoreCase)
            ),
            AqlOperator.EndsWith => held.Any(h =>
                h.EndsWith(wanted[0], StringComparison.OrdinalIgnoreCase)
            ),
            AqlOperator.IsEmpty => held.Count == 0,
            AqlOperator.IsNotEmpty => held.Count > 0,
            _ => held.Any(h => MatchesOrder(used, [h], [wanted[0]])),
        };

    private static bool Same(string held, string wanted) =>
        held.Equals(wanted, StringComparison.OrdinalIgnoreCase);

    private static bool Has(string held, string wanted) =>
        held.Contains(wanted, StringComparison.OrdinalIgnoreCase);
}
