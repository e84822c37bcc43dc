using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using AssetsBackup.Atlassian.Assets;

namespace AssetsBackup.Atlassian.DataCenter;

/// <summary>Searches in pages by number (contract §1.6, style B), told as pages by offset (style A).</summary>
internal sealed class DataCenterSearch(IDataCenterApi api)
{
    private volatile bool saysIql;

    // What a site gives at most, once it has given less than it was asked for.
    private volatile int largestPage = int.MaxValue;

    /// <summary>From an offset to the end of the page that it lies in: at least one object, where there is one.</summary>
    public async Task<JsonDocument> FindAsync(
        AqlQuery query,
        int startAt,
        int maxResults,
        bool includeAttributes,
        CancellationToken cancellationToken
    )
    {
        while (true)
        {
            var size = Math.Min(maxResults, largestPage);
            using var found = await PageAsync(
                query,
                startAt / size + 1,
                size,
                includeAttributes,
                cancellationToken
            );
            // Pages of another size have other numbers.
            if (IsCut(found.RootElement, size) && startAt >= size)
                continue;
            return AsOffsetPage(found.RootElement, startAt % size);
        }
    }

    private bool IsCut(JsonElement found, int size)
    {
        var given = Number(found, "pageObjectSize");
        if (given is <= 0 || given >= size)
            return false;
        largestPage = (int)given;
        return true;
    }

    public async Task<ObjectCount> CountAsync(AqlQuery query, CancellationToken cancellationToken)
    {
        using var found = await PageAsync(query, 1, 1, includeAttributes: false, cancellationToken);
        return new ObjectCount(Number(found.RootElement, "totalFilterCount"));
    }

    private static JsonDocument AsOffsetPage(JsonElement found, int skipped)
    {
        var entries = found.GetProperty("objectEntries"u8);
        // Copied as they are: a text with half a character in it cannot be written anew.
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteBoolean("isLast"u8, IsLast(found, entries));
            json.WriteStartArray("values"u8);
            foreach (var entry in entries.EnumerateArray().Skip(skipped))
                json.WriteRawValue(JsonMarshal.GetRawUtf8Value(entry), skipInputValidation: true);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return JsonDocument.Parse(bytes.WrittenMemory);
    }

    private static bool IsLast(JsonElement found, JsonElement entries) =>
        entries.GetArrayLength() == 0
        || Number(found, "toIndex") >= Number(found, "totalFilterCount");

    private static long Number(JsonElement found, string name) =>
        found.TryGetProperty(name, out var number) && number.TryGetInt64(out var value)
            ? value
            : throw new FormatException($"A search came without {name}.");

    private async Task<JsonDocument> PageAsync(
        AqlQuery query,
        int page,
        int size,
        bool includeAttributes,
        CancellationToken cancellationToken
    )
    {
        if (!saysIql)
            try
            {
                return await api.FindObjectsAsync(
                    query.QlQuery,
                    page,
                    size,
                    includeAttributes,
                    cancellationToken
                );
            }
            catch (AtlassianNotFoundException)
            {
                // A search that finds nothing is an empty page: not found is the call itself.
                saysIql = true;
            }
        return await api.FindObjectsByIqlAsync(
            query.QlQuery,
            page,
            size,
            includeAttributes,
            cancellationToken
        );
    }
}
