using System.Globalization;
using System.Text;

namespace VaultBench.Corpus;

/// <summary>What an attribute of an object type holds, in the shares that a CMDB has.</summary>
internal enum AttributeKind
{
    Name,
    Text,
    Select,
    References,
    Status,
    User,
    Date,
    Time,
    Number,
    Flag,
    Address,
    Serial,
    Identifier,
    Link,
    Description,
}

/// <summary>Values as they are in a normalised record (docs/vault-format.md, "Records").</summary>
internal static class AttributeValues
{
    // Tuesday, 2 January 2018: objects are from then on.
    private static readonly DateTime Epoch = new(2018, 1, 2, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Writes the values of one attribute, without the brackets around them.</summary>
    internal static void Write(AttributeKind kind, int number, StringBuilder json, ref Dice dice)
    {
        var count = kind switch
        {
            AttributeKind.References => 1 + dice.Skewed(8),
            AttributeKind.Select => 1 + dice.Skewed(3),
            _ => 1,
        };
        for (var i = 0; i < count; i++)
        {
            json.Append(i == 0 ? "{\"" : ",{\"");
            json.Append(MemberOf(kind)).Append("\":\"");
            WriteText(kind, number, json, ref dice);
            json.Append("\"}");
        }
    }

    internal static string Timestamp(ref Dice dice) =>
        Moment(ref dice).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string MemberOf(AttributeKind kind) =>
        kind switch
        {
            AttributeKind.References => "referencedObject",
            AttributeKind.Status => "status",
            AttributeKind.User => "user",
            _ => "value",
        };

    private static void WriteText(AttributeKind kind, int number, StringBuilder json, ref Dice dice)
    {
        switch (kind)
        {
            case AttributeKind.Name or AttributeKind.Text:
                Language.Choose(ref dice).Sentence(json, 2 + dice.Below(5), ref dice);
                break;
            case AttributeKind.Description:
                Paragraphs(json, ref dice);
                break;
            case AttributeKind.Select:
                Language.English.Sentence(json, 1, ref dice);
                break;
            default:
                json.Append(Plain(kind, number, ref dice));
                break;
        }
    }

    private static string Plain(AttributeKind kind, int number, ref Dice dice) =>
        kind switch
        {
            AttributeKind.References => $"{CorpusObject.FirstId + Neighbour(number, ref dice)}",
            AttributeKind.Status => $"{1 + dice.Skewed(12)}",
            // A site has far fewer people than objects.
            AttributeKind.User => Hex(new Dice((ulong)dice.Skewed(5000)), 24),
            AttributeKind.Date => Timestamp(ref dice)[..10],
            AttributeKind.Time => Timestamp(ref dice),
            AttributeKind.Number => $"{dice.Skewed(1_000_000)}",
            AttributeKind.Flag => dice.Below(2) == 0 ? "false" : "true",
            AttributeKind.Address =>
                $"10.{dice.Skewed(64)}.{dice.Below(256)}.{1 + dice.Below(254)}",
            AttributeKind.Serial => Hex(dice, 12).ToUpperInvariant(),
            AttributeKind.Identifier => Hex(dice, 32),
            _ => $"https://wiki.acme.example/display/ITSM/{Hex(dice, 10)}",
        };

    private static void Paragraphs(StringBuilder json, ref Dice dice)
    {
        var language = Language.Choose(ref dice);
        var sentences = 2 + dice.Below(9);
        for (var i = 0; i < sentences; i++)
        {
            json.Append(
                i == 0 ? ""
                : i % 3 == 0 ? ".\\n"
                : ". "
            );
            language.Sentence(json, 5 + dice.Below(14), ref dice);
        }
    }

    /// <summary>Things refer to things made at about the same time.</summary>
    private static int Neighbour(int number, ref Dice dice) =>
        Math.Abs(number - dice.Skewed(20_000));

    private static DateTime Moment(ref Dice dice) =>
        Epoch.AddMilliseconds(dice.Below(1000) + (1000L * dice.Below(250_000_000)));

    private static string Hex(Dice dice, int digits) =>
        string.Create(CultureInfo.InvariantCulture, $"{dice.Next():x16}{dice.Next():x16}")[
            ..digits
        ];
}
