using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AssetsBackup.Features.Audit;

/// <summary>Lines of the audit log as the text of a file.</summary>
internal static class AuditText
{
    private static readonly JsonSerializerOptions Json = new(AuditViews.Json)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private static readonly string[] Heads =
    [
        "Number",
        "Date (UTC)",
        "User",
        "Action",
        "Kind",
        "Subject",
        "Subject id",
        "Run id",
        "Old values",
        "New values",
    ];

    public static string Of(
        IReadOnlyList<AuditEntryView> lines,
        AuditFormat format,
        bool withHeads
    ) =>
        format == AuditFormat.Jsonl
            ? string.Concat(lines.Select(line => JsonSerializer.Serialize(line, Json) + "\n"))
            : string.Concat(lines.Select(Cells).Prepend(withHeads ? Heads : []).Select(Row));

    /// <summary>Who did it; of an account that was erased the number that is left of it.</summary>
    public static string WhoOf(AuditEntryView line) => line.Who ?? $"erased user {line.Actor}";

    /// <summary>"E-mail: a@example.com; Site: https://…": one side of the values.</summary>
    public static string ValuesOf(AuditEntryView line, Func<AuditValue, string?> side) =>
        string.Join(
            "; ",
            line.Values.Where(value => side(value) is not null)
                .Select(value => $"{value.Name}: {side(value)}")
        );

    private static string[] Cells(AuditEntryView line) =>
        [
            line.Number.ToString(),
            line.At.ToString("u"),
            WhoOf(line),
            line.Action.ToString(),
            line.SubjectKind.ToString(),
            line.Subject,
            line.SubjectId?.ToString() ?? "",
            line.RunId?.ToString() ?? "",
            ValuesOf(line, value => value.Old),
            ValuesOf(line, value => value.New),
        ];

    private static string Row(string[] cells) =>
        cells.Length == 0 ? "" : string.Join(',', cells.Select(Cell)) + "\r\n";

    /// <summary>As RFC 4180 has it. What a spreadsheet would take for a formula becomes text by an apostrophe before it.</summary>
    private static string Cell(string text)
    {
        if (text.Length > 0 && "=+-@\t\r\n".Contains(text[0], StringComparison.Ordinal))
            text = "'" + text;
        return text.AsSpan().IndexOfAny("\",\r\n") < 0
            ? text
            : new StringBuilder(text).Replace("\"", "\"\"").Insert(0, '"').Append('"').ToString();
    }
}
