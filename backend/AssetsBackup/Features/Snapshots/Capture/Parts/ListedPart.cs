using System.Text.Json;
using AssetsBackup.Atlassian.Assets;
using AssetsBackup.Features.Snapshots.Capture.Normalising;

namespace AssetsBackup.Features.Snapshots.Capture.Parts;

/// <summary>What one call gave of a part of an object. No document says that such a list comes in pages, nor that it does not.</summary>
/// <param name="Items">Each once.</param>
/// <param name="Withheld">How many more there are by the answer's own word.</param>
internal sealed record ListedPart(IReadOnlyList<JsonElement> Items, int Withheld)
{
    public const string Short = "the list is shorter than Jira says that it is";

    /// <summary>Null for an answer that is no list.</summary>
    public static ListedPart? Of(JsonElement answer)
    {
        if (
            answer.ValueKind != JsonValueKind.Array
            && (answer.Member("entries"u8) ?? answer.Member("values"u8))
                is not { ValueKind: JsonValueKind.Array }
        )
            return null;
        IReadOnlyList<JsonElement> items =
        [
            .. answer.Items().DistinctBy(item => item.Text("id"u8) ?? item.GetRawText()),
        ];
        return new ListedPart(items, WithheldOf(answer, items.Count));
    }

    private static int WithheldOf(JsonElement answer, int items)
    {
        var goesOn = answer.Text("isLast"u8) is not null && !answer.Flag("isLast"u8);
        var told = int.TryParse(answer.Text("total"u8), out var total) ? total - items : 0;
        return Math.Max(told, goesOn ? 1 : 0);
    }
}
