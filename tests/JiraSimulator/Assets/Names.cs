using System.Text.RegularExpressions;

namespace JiraSimulator.Assets;

/// <summary>Rules for names of schemas, types, statuses and icons (contract §1.4, §3).</summary>
internal static partial class Names
{
    private const string Reserved = "=;:?.\"";

    public static void CheckReserved(string field, string name)
    {
        if (name.Any(c => Reserved.Contains(c)))
            throw Refusal.BadField(field, "The name has reserved characters");
    }

    public static void CheckShort(string field, string name)
    {
        if (!ShortName().IsMatch(name))
        {
            throw Refusal.BadField(
                field,
                "The name is 2 to 30 letters, digits, spaces and hyphens"
            );
        }
    }

    [GeneratedRegex(@"\A[a-zA-Z0-9 \-]{2,30}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ShortName();
}
