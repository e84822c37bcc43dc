using System.Globalization;

namespace JiraSimulator.Worlds.Itsm;

/// <summary>Makes one value of each kind, such that the server would accept it.</summary>
internal sealed class ValueMaker(World world, Dice dice)
{
    private static readonly string[] Words =
    [
        "rack",
        "shelf",
        "spare",
        "leased",
        "Zürich",
        "façade",
        "naïve",
        "Ångström",
        "東京",
        "データ",
        "сервер",
        "שלום",
        "مرحبا",
        "😀",
        "👩‍💻",
        "é",
        "Ὀδυσσεύς",
        "cable",
        "blue",
        "north wing",
        "<b>bold</b>",
        "a & b",
        "\"quoted\"",
        "back\\slash",
        "50 %",
        "tab\there",
        "#1",
        "O'Neill",
        "ﬁn",
        "İstanbul",
    ];

    private static readonly string[] Oddities =
    [
        "",
        "",
        "",
        "",
        "",
        "",
        " ✓",
        " – Süd",
        " 東",
        " 😀",
        " מזרח",
        " (alt)",
    ];

    /// <summary>Labels repeat now and then: # is the number of the object, or of an earlier one.</summary>
    public string Label(string pattern, int number)
    {
        var shown = dice.Chance(3) ? Math.Max(1, number - 1) : number;
        return Number(dice.Fill(pattern), shown) + dice.Pick(Oddities);
    }

    public string Make(AttributeDefinition attribute, AttributeSpec spec, int number)
    {
        var settings = attribute.Settings;
        return settings.Kind switch
        {
            AttributeKind.User => dice.Pick(UsersFor(settings)),
            AttributeKind.Group => dice.Pick(world.Site.Groups),
            AttributeKind.Project => dice.Pick(world.Site.ProjectKeys),
            AttributeKind.Status => StatusFor(attribute),
            _ => Default(settings, spec, number),
        };
    }

    private static string Number(string pattern, int number) =>
        pattern.Replace(
            "#",
            number.ToString(CultureInfo.InvariantCulture),
            StringComparison.Ordinal
        );

    private string Default(AttributeSettings settings, AttributeSpec spec, int number) =>
        settings.DefaultType switch
        {
            DefaultType.Integer => (dice.Below(2_000_000) - 1000).ToString(
                CultureInfo.InvariantCulture
            ),
            DefaultType.Boolean => dice.Chance(50) ? "true" : "false",
            DefaultType.Double => (dice.Below(1_000_000) / 100.0).ToString(
                CultureInfo.InvariantCulture
            ),
            DefaultType.Date => Day().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DefaultType.Time => dice.Fill("1") + dice.Below(10) + ":" + dice.Between(10, 59),
            DefaultType.DateTime => Day()
                .AddMilliseconds(dice.Below(86_400_000))
                .ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            DefaultType.Url => $"https://intranet.example/{dice.Below(10_000)}?q={number}&x=%C3%A4",
            DefaultType.Email => $"mail{dice.Below(100_000)}@corp.example",
            DefaultType.Textarea => spec.LongText && dice.Chance(6)
                ? Prose(1200)
                : Prose(dice.Between(2, 60)),
            DefaultType.Select => dice.Pick(settings.OptionList),
            DefaultType.IpAddress =>
                $"10.{dice.Below(256)}.{dice.Below(256)}.{dice.Between(1, 254)}",
            _ => spec.Pattern is { } pattern ? Number(dice.Fill(pattern), number) : Line(),
        };

    private DateTime Day() =>
        new DateTime(2019, 3, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(dice.Below(3000));

    private string Line() =>
        string.Join(' ', Enumerable.Range(0, dice.Between(1, 8)).Select(_ => dice.Pick(Words)));

    private string Prose(int words) =>
        "<p>"
        + string.Join(' ', Enumerable.Range(0, words).Select(_ => dice.Pick(Words)))
        + "</p>\n<p>…</p>";

    private List<string> UsersFor(AttributeSettings settings) =>
        [
            .. world
                .Site.Accounts.Where(a => a.IsActive)
                .Where(a =>
                    settings.TypeValueMulti.Count == 0
                    || settings.TypeValueMulti.Any(a.Groups.Contains)
                )
                .Select(a => a.AccountId),
        ];

    private string StatusFor(AttributeDefinition attribute)
    {
        if (attribute.Settings.TypeValueMulti.Count > 0)
            return dice.Pick(attribute.Settings.TypeValueMulti);
        var schemaId = world.Types[attribute.OwnerTypeId].SchemaId;
        var usable = world
            .Statuses.Values.Where(s => s.SchemaId is null || s.SchemaId == schemaId)
            .ToList();
        return dice.Pick(usable).Id.ToString(CultureInfo.InvariantCulture);
    }
}
