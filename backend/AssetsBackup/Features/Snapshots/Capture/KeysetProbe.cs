using System.Globalization;
using AssetsBackup.Atlassian;

namespace AssetsBackup.Features.Snapshots.Capture;

/// <summary>
/// Finds out once a run whether the site compares object ids in AQL, which no document says (contract §9.3). Then pages
/// follow one another by id and nothing can shift between them; otherwise they follow by offset.
/// </summary>
internal static class KeysetProbe
{
    private const int Sample = 25;

    /// <param name="type">A type with objects; the largest tells most.</param>
    public static async Task<bool> WorksAsync(
        ObjectSearch search,
        CapturedType type,
        CancellationToken cancellationToken
    )
    {
        var ids = Ids(
            await search.PageAsync(
                $"objectTypeId = {type.Id} ORDER BY Key ASC",
                0,
                Sample,
                cancellationToken
            )
        );
        if (ids is not { Count: > 1 })
            return false;
        var middle = ids.Order().ElementAt((ids.Count - 1) / 2);
        var above = $"objectTypeId = {type.Id} AND objectId > {middle}";
        try
        {
            var counting = search.CountAsync(above, cancellationToken);
            var reading = search.PageAsync(
                $"{above} ORDER BY Key ASC",
                0,
                Sample,
                cancellationToken
            );
            await Task.WhenAll(counting, reading);
            var found = Ids(await reading);
            return await counting >= ids.Count(id => id > middle)
                && found is { Count: > 0 }
                && found.TrueForAll(id => id > middle);
        }
        catch (ValidationRefusedException)
        {
            return false;
        }
    }

    /// <summary>The ids of a page as numbers; null where one is none.</summary>
    public static List<long>? Ids(ObjectPage page)
    {
        var ids = new List<long>(page.Objects.Count);
        foreach (var item in page.Objects)
        {
            if (!TryParse(item.Id, out var id))
                return null;
            ids.Add(id);
        }
        return ids;
    }

    public static bool TryParse(string id, out long number) =>
        long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
