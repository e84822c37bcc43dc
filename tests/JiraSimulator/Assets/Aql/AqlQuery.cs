namespace JiraSimulator.Assets.Aql;

/// <summary>A parsed query: what to find and in which order.</summary>
internal sealed record AqlQuery(AqlCondition? Where, AqlOrder? Order);

internal sealed record AqlOrder(string Attribute, bool Descending);

internal abstract record AqlCondition;

internal sealed record AqlAnd(IReadOnlyList<AqlCondition> Parts) : AqlCondition;

internal sealed record AqlOr(IReadOnlyList<AqlCondition> Parts) : AqlCondition;

internal sealed record AqlComparison(
    string Field,
    AqlOperator Operator,
    IReadOnlyList<AqlValue> Values
) : AqlCondition;

/// <summary>Text, or a function with its arguments.</summary>
internal sealed record AqlValue(string Text, IReadOnlyList<string>? Arguments = null)
{
    public bool IsCallOf(string function) =>
        Arguments is not null && Text.Equals(function, StringComparison.OrdinalIgnoreCase);
}

internal enum AqlOperator
{
    Equal,
    EqualCase,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Like,
    NotLike,
    In,
    NotIn,
    StartsWith,
    EndsWith,
    IsEmpty,
    IsNotEmpty,
}
