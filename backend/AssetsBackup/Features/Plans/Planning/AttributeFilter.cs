using System.Text;
using System.Text.RegularExpressions;

namespace AssetsBackup.Features.Plans.Planning;

/// <summary>What a literal in a filter names.</summary>
internal enum FilterTermKind
{
    SchemaId,
    SchemaName,
    ObjectTypeId,
    ObjectId,
    ObjectKey,

    /// <summary>Looks like an object key, but may be a plain text as well.</summary>
    PerhapsObjectKey,
}

/// <param name="Start">Where the text begins in the filter, quotes not included.</param>
internal sealed record FilterTerm(FilterTermKind Kind, string Text, int Start);

/// <summary>
/// The AQL filter of an attribute, taken apart as far as a restore needs: the literals that name ids, schemas and object
/// keys, which are others at the destination (contract §6.2, §7). Placeholders and everything else stay as they are.
/// </summary>
internal sealed partial class AttributeFilter
{
    private static readonly HashSet<string> Operators = new(StringComparer.OrdinalIgnoreCase)
    {
        "=",
        "==",
        "!=",
        "<",
        ">",
        "<=",
        ">=",
        "in",
        "not",
        "is",
        "like",
        "startsWith",
        "endsWith",
        "having",
    };
    private readonly string text;
    private readonly List<FilterTerm> terms = [];

    private AttributeFilter(string text) => this.text = text;

    /// <summary>In the order of the text.</summary>
    public IReadOnlyList<FilterTerm> Terms => terms;

    public static AttributeFilter Parse(string text)
    {
        var filter = new AttributeFilter(text);
        var tokens = Tokens().Matches(text);
        string? field = null;
        for (var i = 0; i < tokens.Count; i++)
        {
            var token = tokens[i].Value;
            var next = i + 1 < tokens.Count ? tokens[i + 1].Value : "";
            if (token.ToUpperInvariant() is "AND" or "OR")
                field = null;
            else if (Operators.Contains(next) && !Operators.Contains(token) && token is not ")")
                field = Unquoted(token);
            else if (next is "(" && !Operators.Contains(token) && token is not "(")
                field = token;
            else if (KindOf(field, Unquoted(token)) is { } kind)
                filter.Add(kind, tokens[i]);
        }
        return filter;
    }

    /// <summary>The filter with each term's text replaced by what <paramref name="replacement"/> gives.</summary>
    public string Replace(Func<FilterTerm, string> replacement)
    {
        var result = new StringBuilder();
        var copied = 0;
        foreach (var term in terms)
        {
            result.Append(text, copied, term.Start - copied).Append(replacement(term));
            copied = term.Start + term.Text.Length;
        }
        return result.Append(text, copied, text.Length - copied).ToString();
    }

    private void Add(FilterTermKind kind, Match token)
    {
        var quote = token.Value.StartsWith('"') ? 1 : 0;
        terms.Add(new FilterTerm(kind, Unquoted(token.Value), token.Index + quote));
    }

    private static FilterTermKind? KindOf(string? field, string literal) =>
        field?.ToUpperInvariant() switch
        {
            _ when literal.Contains("${", StringComparison.Ordinal) => null,
            "OBJECTTYPEID" when IsNumber(literal) => FilterTermKind.ObjectTypeId,
            "OBJECTTYPEANDCHILDREN" when IsNumber(literal) => FilterTermKind.ObjectTypeId,
            "OBJECTSCHEMAID" when IsNumber(literal) => FilterTermKind.SchemaId,
            "OBJECTSCHEMA" when IsText(literal) => FilterTermKind.SchemaName,
            "OBJECTID" when IsNumber(literal) => FilterTermKind.ObjectId,
            "KEY" when ObjectKey().IsMatch(literal) => FilterTermKind.ObjectKey,
            null => null,
            _ when ObjectKey().IsMatch(literal) => FilterTermKind.PerhapsObjectKey,
            _ => null,
        };

    private static bool IsNumber(string literal) =>
        literal.Length > 0 && literal.All(char.IsAsciiDigit);

    private static bool IsText(string literal) =>
        literal.Length > 0 && !Operators.Contains(literal) && literal is not ("(" or ")" or ",");

    private static string Unquoted(string token) =>
        token.Length >= 2 && token[0] == '"' ? token[1..^1] : token;

    [GeneratedRegex(
        """
            "(?:[^"\\]|\\.)*"|\$\{[^}]*\}|[=!<>]+|[(),.]|[^\s"(),.=!<>$]+
            """,
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Tokens();

    [GeneratedRegex(
        "^[A-Za-z][A-Za-z0-9]*-[0-9]+$",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex ObjectKey();
}
