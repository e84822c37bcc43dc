using System.Text;

namespace JiraSimulator.Assets.Aql;

internal enum AqlTokenKind
{
    Word,
    Quoted,
    Operator,
    Open,
    Close,
    Comma,
    End,
}

/// <summary>A piece of a query; <see cref="Start"/> and <see cref="Length"/> are its place in the text, quotes included.</summary>
internal sealed record AqlToken(AqlTokenKind Kind, string Text, int Start, int Length)
{
    public bool IsWord(string word) =>
        Kind == AqlTokenKind.Word && Text.Equals(word, StringComparison.OrdinalIgnoreCase);
}

internal static class AqlTokens
{
    private const string WordEnds = "=!<>(),\"";

    public static List<AqlToken> Read(string query)
    {
        var tokens = new List<AqlToken>();
        var at = 0;
        while (true)
        {
            while (at < query.Length && char.IsWhiteSpace(query[at]))
                at++;
            var token =
                at < query.Length ? Next(query, at) : new AqlToken(AqlTokenKind.End, "", at, 0);
            tokens.Add(token);
            if (token.Kind == AqlTokenKind.End)
                return tokens;
            at += token.Length;
        }
    }

    private static AqlToken Next(string query, int at) =>
        query[at] switch
        {
            '(' => new AqlToken(AqlTokenKind.Open, "(", at, 1),
            ')' => new AqlToken(AqlTokenKind.Close, ")", at, 1),
            ',' => new AqlToken(AqlTokenKind.Comma, ",", at, 1),
            '"' => Quoted(query, at),
            '=' or '!' or '<' or '>' => Operator(query, at),
            _ => Word(query, at),
        };

    private static AqlToken Operator(string query, int at)
    {
        var two = at + 1 < query.Length ? query.Substring(at, 2) : "";
        if (two is "==" or "!=" or "<=" or ">=")
            return new AqlToken(AqlTokenKind.Operator, two, at, 2);
        return query[at] == '!'
            ? throw Refusal.Bad($"Unexpected character ! at {at}")
            : new AqlToken(AqlTokenKind.Operator, query[at].ToString(), at, 1);
    }

    private static AqlToken Word(string query, int at)
    {
        var end = at;
        while (
            end < query.Length && !char.IsWhiteSpace(query[end]) && !WordEnds.Contains(query[end])
        )
        {
            end++;
        }
        return new AqlToken(AqlTokenKind.Word, query[at..end], at, end - at);
    }

    private static AqlToken Quoted(string query, int at)
    {
        var text = new StringBuilder();
        for (var i = at + 1; i < query.Length; i++)
        {
            if (query[i] == '"')
                return new AqlToken(AqlTokenKind.Quoted, text.ToString(), at, i + 1 - at);
            if (query[i] == '\\' && i + 1 < query.Length)
                i++;
            text.Append(query[i]);
        }
        throw Refusal.Bad("The query has a string without an end");
    }
}
