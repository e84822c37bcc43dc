using JiraSimulator.Assets;
using JiraSimulator.Assets.Aql;

namespace JiraSimulator.Jira.Jql;

/// <summary>Reads the part of JQL that a client of Assets fields needs; everything else is refused.</summary>
internal sealed class JqlParser
{
    private const int MostOrders = 7;

    private readonly List<AqlToken> tokens;
    private int at;

    private JqlParser(string jql) => tokens = AqlTokens.Read(jql);

    private AqlToken Next => tokens[at];

    /// <exception cref="Refusal">It cannot be read, or it restricts nothing.</exception>
    public static JqlQuery Parse(string jql)
    {
        var parser = new JqlParser(jql);
        if (parser.Next.Kind == AqlTokenKind.End || parser.Next.IsWord("order"))
        {
            throw Refusal.Bad(
                "Unbounded JQL queries are not allowed here. Please add a search restriction to your query."
            );
        }
        var where = parser.Any();
        var orders = parser.TakeWord("order") ? parser.Orders() : [];
        return parser.Next.Kind == AqlTokenKind.End
            ? new JqlQuery(where, orders)
            : throw parser.Unexpected();
    }

    private JqlClause Any()
    {
        var clauses = new List<JqlClause> { All() };
        while (TakeWord("or"))
            clauses.Add(All());
        return clauses is [var only] ? only : new JqlAny(clauses);
    }

    private JqlClause All()
    {
        var clauses = new List<JqlClause> { One() };
        while (TakeWord("and"))
            clauses.Add(One());
        return clauses is [var only] ? only : new JqlAll(clauses);
    }

    private JqlClause One()
    {
        if (TakeWord("not"))
            return new JqlNot(One());
        if (!Take(AqlTokenKind.Open))
            return Term();
        var inner = Any();
        return Take(AqlTokenKind.Close) ? inner : throw Unexpected();
    }

    private JqlTerm Term()
    {
        var field = Text();
        var operation = Operation();
        if (TakeWord("empty") || TakeWord("null"))
            return new JqlTerm(field, operation, Operands: [], IsEmpty: true);
        return operation is "in" or "not in"
            ? new JqlTerm(field, operation, ListOrFunction(out var function), function)
            : new JqlTerm(field, operation, [Text()]);
    }

    private string Operation()
    {
        var token = Take();
        if (token.Kind == AqlTokenKind.Operator)
            return token.Text;
        if (token.IsWord("in"))
            return "in";
        if (token.IsWord("is"))
            return TakeWord("not") ? "is not" : "is";
        return token.IsWord("not") && TakeWord("in") ? "not in" : throw Unexpected();
    }

    /// <summary>A list of values, or the arguments of a function.</summary>
    private List<string> ListOrFunction(out string? function)
    {
        function = Next.Kind == AqlTokenKind.Word ? Take().Text : null;
        if (!Take(AqlTokenKind.Open))
            throw Unexpected();
        var values = new List<string>();
        do values.Add(Text());
        while (Take(AqlTokenKind.Comma));
        return Take(AqlTokenKind.Close) ? values : throw Unexpected();
    }

    private List<JqlOrder> Orders()
    {
        if (!TakeWord("by"))
            throw Unexpected();
        var orders = new List<JqlOrder>();
        do
        {
            var field = Text();
            orders.Add(new JqlOrder(field, TakeWord("desc")));
            TakeWord("asc");
        } while (Take(AqlTokenKind.Comma));
        return orders.Count <= MostOrders
            ? orders
            : throw Refusal.Bad($"The ORDER BY clause has more than {MostOrders} fields.");
    }

    private string Text() =>
        Next.Kind is AqlTokenKind.Word or AqlTokenKind.Quoted ? Take().Text : throw Unexpected();

    private AqlToken Take() => tokens[Math.Min(at++, tokens.Count - 1)];

    private bool Take(AqlTokenKind kind)
    {
        if (Next.Kind != kind)
            return false;
        at++;
        return true;
    }

    private bool TakeWord(string word)
    {
        if (!Next.IsWord(word))
            return false;
        at++;
        return true;
    }

    private Refusal Unexpected() =>
        Refusal.Bad(
            $"Error in the JQL Query: unexpected '{tokens[Math.Min(at, tokens.Count - 1)].Text}'."
        );
}
