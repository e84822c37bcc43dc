using System.Globalization;
using System.Text;
using JiraSimulator.Assets.Aql;

namespace JiraSimulator.Comparison;

/// <summary>A filter with ids and keys replaced by what they mean, so that filters of two sites can be compared.</summary>
internal static class FilterMeaning
{
    public static string Of(Side side, string filter)
    {
        if (filter.Length == 0)
            return "";
        var meaning = new StringBuilder();
        var field = "";
        var end = 0;
        foreach (var token in AqlTokens.Read(filter))
        {
            meaning.Append(filter, end, token.Start - end);
            meaning.Append(
                Meaning(side, field, token) ?? filter.Substring(token.Start, token.Length)
            );
            end = token.Start + token.Length;
            field = FieldAfter(field, token);
        }
        return meaning.ToString();
    }

    /// <summary>The word that says what the values after it are ids of.</summary>
    private static string FieldAfter(string field, AqlToken token) =>
        token.Kind == AqlTokenKind.Word
        && !IsNumber(token)
        && !token.IsWord("in")
        && !token.IsWord("not")
            ? token.Text.ToUpperInvariant()
            : field;

    private static string? Meaning(Side side, string field, AqlToken token)
    {
        if (token.Kind is not (AqlTokenKind.Word or AqlTokenKind.Quoted))
            return null;
        var number = IsNumber(token) ? long.Parse(token.Text, CultureInfo.InvariantCulture) : -1;
        return field switch
        {
            "OBJECTTYPEID" or "OBJECTTYPEANDCHILDREN" when number >= 0 =>
                $"<{side.TypeMeaning(number)}>",
            "OBJECTSCHEMAID" when number >= 0 => $"<{side.SchemaMeaning(number)}>",
            "OBJECTSCHEMA" => SchemaNamed(side, token.Text),
            "OBJECTID" when number >= 0 => ObjectMeaning(side, number),
            "KEY"
                when token.Text.LastIndexOf('-') is > 0 and var dash
                    && long.TryParse(
                        token.Text.AsSpan(dash + 1),
                        CultureInfo.InvariantCulture,
                        out var id
                    ) => ObjectMeaning(side, id),
            _ => null,
        };
    }

    private static string? SchemaNamed(Side side, string name)
    {
        var named = side.World.Schemas.Values.FirstOrDefault(s =>
            s.Name.Equals(name, StringComparison.OrdinalIgnoreCase)
        );
        return named is null ? null : $"<{side.SchemaMeaning(named.Id)}>";
    }

    private static string ObjectMeaning(Side side, long id) =>
        side.World.Objects.Find(id) is { } found
            ? $"<{side.TypeMeaning(found.TypeId)}:{side.World.LabelOf(found)}>"
            : "<gone>";

    private static bool IsNumber(AqlToken token) =>
        token.Kind == AqlTokenKind.Word && token.Text.All(char.IsAsciiDigit);
}
