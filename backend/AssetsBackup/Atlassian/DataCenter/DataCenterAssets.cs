using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using AssetsBackup.Atlassian.Assets;

namespace AssetsBackup.Atlassian.DataCenter;

/// <summary>Reads Assets of a Data Center or Server in the form of Assets Cloud (contract §11).</summary>
/// <param name="same">For what is called as on Cloud.</param>
/// <param name="own">For the rest.</param>
internal sealed class DataCenterAssets(IAssetsReads same, IDataCenterApi own) : IAssetsReads
{
    private const int Parallel = 4;

    private readonly DataCenterSearch search = new(own);

    public async Task<SchemaPage> ListSchemasAsync(
        int startAt,
        int maxResults,
        bool includeCounts,
        CancellationToken cancellationToken
    ) => new(IsLast: true, (await own.ListSchemasAsync(cancellationToken)).ObjectSchemas);

    public async Task<WorkspaceUsage> GetUsageAsync(CancellationToken cancellationToken) =>
        new([
            .. (await own.GetStatsAsync(cancellationToken)).Select(schema => new SchemaUsage(
                schema.SchemaId
            )),
        ]);

    /// <summary>The list says 0 of types that have objects: where counts are asked for, objects are counted.</summary>
    public async Task<JsonElement> ListObjectTypesAsync(
        string id,
        bool includeObjectCounts,
        CancellationToken cancellationToken
    )
    {
        var types = await own.ListObjectTypesAsync(id, cancellationToken);
        return includeObjectCounts ? await CountedAsync(types, cancellationToken) : types;
    }

    public Task<JsonDocument> FindObjectsAsync(
        AqlQuery query,
        int startAt,
        int maxResults,
        bool includeAttributes,
        CancellationToken cancellationToken
    ) => search.FindAsync(query, startAt, maxResults, includeAttributes, cancellationToken);

    public Task<ObjectCount> CountObjectsAsync(
        AqlQuery query,
        CancellationToken cancellationToken
    ) => search.CountAsync(query, cancellationToken);

    public Task<JsonElement> GetObjectAsync(
        string id,
        bool includeAttributes,
        CancellationToken cancellationToken
    ) => own.GetObjectAsync(id, includeAttributes, includeExtendedInfo: true, cancellationToken);

    public Task<JsonElement> GetSchemaAsync(string id, CancellationToken cancellationToken) =>
        same.GetSchemaAsync(id, cancellationToken);

    public Task<JsonElement> GetSchemaConfigurationAsync(
        string id,
        CancellationToken cancellationToken
    ) => same.GetSchemaConfigurationAsync(id, cancellationToken);

    public Task<JsonElement> GetSchemaPropertiesAsync(
        string id,
        CancellationToken cancellationToken
    ) => same.GetSchemaPropertiesAsync(id, cancellationToken);

    public Task<JsonElement> ListAttributesAsync(
        string id,
        bool excludeParentAttributes,
        CancellationToken cancellationToken
    ) => same.ListAttributesAsync(id, excludeParentAttributes, cancellationToken);

    public Task<JsonElement> ListStatusesAsync(
        string? objectSchemaId,
        CancellationToken cancellationToken
    ) => same.ListStatusesAsync(objectSchemaId, cancellationToken);

    public Task<JsonElement> ListReferenceTypesAsync(
        string? objectSchemaId,
        CancellationToken cancellationToken
    ) => same.ListReferenceTypesAsync(objectSchemaId, cancellationToken);

    public Task<JsonElement> ListSchemaIconsAsync(string id, CancellationToken cancellationToken) =>
        same.ListSchemaIconsAsync(id, cancellationToken);

    public Task<Stream> GetIconImageAsync(
        string id,
        int size,
        CancellationToken cancellationToken
    ) => same.GetIconImageAsync(id, size, cancellationToken);

    public Task<JsonElement> GetHistoryAsync(
        string id,
        bool asc,
        CancellationToken cancellationToken
    ) => same.GetHistoryAsync(id, asc, cancellationToken);

    public Task<JsonElement> ListCommentsAsync(string id, CancellationToken cancellationToken) =>
        same.ListCommentsAsync(id, cancellationToken);

    public Task<JsonElement> ListSchemaRolesAsync(string id, CancellationToken cancellationToken) =>
        same.ListSchemaRolesAsync(id, cancellationToken);

    public Task<JsonElement> ListObjectTypeRolesAsync(
        string id,
        CancellationToken cancellationToken
    ) => same.ListObjectTypeRolesAsync(id, cancellationToken);

    public Task<JsonElement> GetRoleAsync(string id, CancellationToken cancellationToken) =>
        same.GetRoleAsync(id, cancellationToken);

    public Task<JsonElement> ListAttachmentsAsync(string id, CancellationToken cancellationToken) =>
        same.ListAttachmentsAsync(id, cancellationToken);

    /// <summary>There is no media host: each attachment has an address of the site itself.</summary>
    public Task<MediaCredentials> GetAttachmentCredentialsAsync(
        string id,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException("A Data Center has no media host.");

    private async Task<JsonElement> CountedAsync(
        JsonElement types,
        CancellationToken cancellationToken
    )
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartArray();
            foreach (var some in types.Items().Chunk(Parallel))
            {
                var counts = await Task.WhenAll(
                    some.Select(type =>
                        search.CountAsync(
                            new AqlQuery($"objectTypeId = {type.GetProperty("id"u8)}"),
                            cancellationToken
                        )
                    )
                );
                foreach (var (type, count) in some.Zip(counts))
                    WriteCounted(json, type, count);
            }
            json.WriteEndArray();
        }
        using var counted = JsonDocument.Parse(bytes.WrittenMemory);
        return counted.RootElement.Clone();
    }

    // Copied as it is: a text with half a character in it cannot be written anew.
    private static void WriteCounted(Utf8JsonWriter json, JsonElement type, ObjectCount count)
    {
        json.WriteStartObject();
        foreach (var member in type.EnumerateObject().Where(member => member.Name != "objectCount"))
        {
            json.WritePropertyName(member.Name);
            json.WriteRawValue(
                JsonMarshal.GetRawUtf8Value(member.Value),
                skipInputValidation: true
            );
        }
        json.WriteNumber("objectCount"u8, count.Total);
        json.WriteEndObject();
    }
}
