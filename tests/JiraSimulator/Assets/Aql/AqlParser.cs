namespace JiraSimulator.Assets.Aql;

/// <summary>Reads the subset of AQL in contract §7; everything else is refused with 400.</summary>
internal sealed class AqlParser
{
    private readonly List<AqlToken> tokens;
    private int at;

    private AqlParser(string query) => tokens = AqlTokens.Read(query);

    private AqlToken Current => tokens[at];

    public static AqlQuery Parse(string query)
    {
        var parser = new AqlParser(query);
        var where =
            parser.Current.Kind == AqlTokenKind.End || parser.Current.IsWord("order")
                ? null
                : parser.Or();
        var order = parser.Order();
        return parser.Current.Kind == AqlTokenKind.End
            ? new AqlQuery(where, order)
            : throw parser.Unexpected();
    }

    private AqlCondition Or()
    {
        var parts = new List<AqlCondition> { And() };
        while (Take("or"))
            parts.Add(And());
        return parts.Count == 1 ? parts[0] : new AqlOr(parts);
    }

    private AqlCondition And()
    {
        var parts = new List<AqlCondition> { Primary() };
        while (Take("and"))
            parts.Add(Primary());
        return parts.Count == 1 ? parts[0] : new AqlAnd(parts);
    }

    private AqlCondition Primary()
    {
        if (!Take(AqlTokenKind.Open))
            return Comparison();
        var inner = Or();
        Expect(AqlTokenKind.Close);
        return inner;
    }

    private AqlComparison Comparison()
    {
        var field = Text();
        if (Current.Kind == AqlTokenKind.Operator)
        {
            var symbol = Advance().Text;
            return new AqlComparison(field, Symbol(symbol), [Value()]);
        }
        if (Take("is"))
        {
            var not = Take("not");
            Expect("empty");
            return new AqlComparison(field, not ? AqlOperator.IsNotEmpty : AqlOperator.IsEmpty, []);
        }
        var negated = Take("not");
        if (Take("in"))
            return new AqlComparison(field, negated ? AqlOperator.NotIn : AqlOperator.In, List());
        if (Take("like"))
        {
            return new AqlComparison(
                field,
                negated ? AqlOperator.NotLike : AqlOperator.Like,
                [Value()]
            );
        }
        if (!negated && Take("startswith"))
            return new AqlComparison(field, AqlOperator.StartsWith, [Value()]);
        return !negated && Take("endswith")
            ? new AqlComparison(field, AqlOperator.EndsWith, [Value()])
            : throw Unexpected();
    }

    private static AqlOperator Symbol(string symbol) =>
        symbol switch
        {
            "=" => AqlOperator.Equal,
            "==" => AqlOperator.EqualCase,
            "!=" => AqlOperator.NotEqual,
            "<" => AqlOperator.Less,
            "<=" => AqlOperator.LessOrEqual,
            ">" => AqlOperator.Greater,
            _ => AqlOperator.GreaterOrEqual,
        };

    /// <summary>Values in parentheses, or one function call.</summary>
    private List<AqlValue> List()
    {
        if (!Take(AqlTokenKind.Open))
            return [Value()];
        var values = new List<AqlValue> { Value() };
        while (Take(AqlTokenKind.Comma))
            values.Add(Value());
        Expect(AqlTokenKind.Close);
        return values;
    }

    private AqlValue Value()
    {
        var quoted = Current.Kind == AqlTokenKind.Quoted;
        var text = Text();
        if (quoted || !Take(AqlTokenKind.Open))
            return new AqlValue(text);
        var arguments = new List<string>();
        while (!Take(AqlTokenKind.Close))
        {
            arguments.Add(Text());
            Take(AqlTokenKind.Comma);
        }
        return new AqlValue(text, arguments);
    }

    private AqlOrder? Order()
    {
        if (!Take("order"))
            return null;
        Expect("by");
        var attribute = Text();
        var descending = Take("desc");
        if (!descending)
            Take("asc");
        return new AqlOrder(attribute, descending);
    }

    private string Text() =>
        Current.Kind is AqlTokenKind.Word or AqlTokenKind.Quoted
            ? Advance().Text
            : throw Unexpected();

    private AqlToken Advance() => tokens[at++];

    private bool Take(string word)
    {
        var taken = Current.IsWord(word);
        at += taken ? 1 : 0;
        return taken;
    }

    private bool Take(AqlTokenKind kind)
    {
        var taken = Current.Kind == kind;
        at += taken ? 1 : 0;
        return taken;
    }

    private void Expect(string word)
    {
        if (!Take(word))
            throw Unexpected();
    }

    private void Expect(AqlTokenKind kind)
    {
        if (!Take(kind))
            throw Unexpected();
    }

    private Refusal Unexpected() =>
        Refusal.Bad(
            Current.Kind == AqlTokenKind.End
                ? "The AQL query ends too early"
                : $"The AQL query is not valid near \"{Current.Text}\" at {Current.Start}"
        );
}
