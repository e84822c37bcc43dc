using System.Text.Json;
using Refit;

namespace AssetsBackup.Atlassian.Assets;

/// <summary>
/// What a backup reads of Assets, in the form of Assets Cloud (contract §5); a Data Center is read in the same form. What a
/// snapshot keeps word for word is answered as JSON; lists that older sites wrap in <c>entries</c> are unwrapped by
/// <see cref="AssetsLists"/>.
/// </summary>
internal interface IAssetsReads
{
    [Get("/objectschema/list")]
    Task<SchemaPage> ListSchemasAsync(
        int startAt,
        int maxResults,
        bool includeCounts,
        CancellationToken cancellationToken
    );

    /// <summary>Counts of all schemas, those too that the account has no role in (contract §5.17).</summary>
    [Get("/usage")]
    Task<WorkspaceUsage> GetUsageAsync(CancellationToken cancellationToken);

    [Get("/objectschema/{id}")]
    Task<JsonElement> GetSchemaAsync(string id, CancellationToken cancellationToken);

    [Get("/global/config/objectschema/{id}")]
    Task<JsonElement> GetSchemaConfigurationAsync(string id, CancellationToken cancellationToken);

    [Get("/global/config/objectschema/{id}/property")]
    Task<JsonElement> GetSchemaPropertiesAsync(string id, CancellationToken cancellationToken);

    [Get("/objectschema/{id}/objecttypes/flat")]
    Task<JsonElement> ListObjectTypesAsync(
        string id,
        bool includeObjectCounts,
        CancellationToken cancellationToken
    );

    [Get("/objecttype/{id}/attributes")]
    Task<JsonElement> ListAttributesAsync(
        string id,
        bool excludeParentAttributes,
        CancellationToken cancellationToken
    );

    [Get("/config/statustype")]
    Task<JsonElement> ListStatusesAsync(
        string? objectSchemaId,
        CancellationToken cancellationToken
    );

    [Get("/config/referencetype")]
    Task<JsonElement> ListReferenceTypesAsync(
        string? objectSchemaId,
        CancellationToken cancellationToken
    );

    /// <summary>Undocumented on Cloud: not found means that the schema has none of its own (contract §5.9).</summary>
    [Get("/icon/objectschema/{id}")]
    Task<JsonElement> ListSchemaIconsAsync(string id, CancellationToken cancellationToken);

    /// <param name="size">16 or 48 pixels.</param>
    [Get("/icon/{id}/icon.png")]
    [Headers("Accept: image/png")]
    Task<Stream> GetIconImageAsync(string id, int size, CancellationToken cancellationToken);

    /// <param name="maxResults">At most 999: from 1000 on isLast may lie (contract §5.6).</param>
    [Post("/object/aql")]
    Task<JsonDocument> FindObjectsAsync(
        [Body] AqlQuery query,
        int startAt,
        int maxResults,
        bool includeAttributes,
        CancellationToken cancellationToken
    );

    [Post("/object/aql/totalcount")]
    Task<ObjectCount> CountObjectsAsync([Body] AqlQuery query, CancellationToken cancellationToken);

    /// <summary>With <c>extendedInfo</c> and a fresh media token, which searches do not give.</summary>
    [Get("/object/{id}")]
    Task<JsonElement> GetObjectAsync(
        string id,
        bool includeAttributes,
        CancellationToken cancellationToken
    );

    /// <param name="asc">Left out, the order is a setting of the user (contract §5.13).</param>
    [Get("/object/{id}/history")]
    Task<JsonElement> GetHistoryAsync(string id, bool asc, CancellationToken cancellationToken);

    /// <summary>Undocumented (contract §5.12).</summary>
    [Get("/comment/object/{id}")]
    Task<JsonElement> ListCommentsAsync(string id, CancellationToken cancellationToken);

    /// <summary>Undocumented (contract §5.16): names of roles, each with the address of the role.</summary>
    [Get("/config/role/objectschema/{id}")]
    Task<JsonElement> ListSchemaRolesAsync(string id, CancellationToken cancellationToken);

    [Get("/config/role/objecttype/{id}")]
    Task<JsonElement> ListObjectTypeRolesAsync(string id, CancellationToken cancellationToken);

    [Get("/config/role/{id}")]
    Task<JsonElement> GetRoleAsync(string id, CancellationToken cancellationToken);

    /// <summary>Undocumented, and not offered on every site (contract §5.11).</summary>
    [Get("/attachments/object/{id}")]
    Task<JsonElement> ListAttachmentsAsync(string id, CancellationToken cancellationToken);

    [Get("/attachments/object/{id}/credentials")]
    Task<MediaCredentials> GetAttachmentCredentialsAsync(
        string id,
        CancellationToken cancellationToken
    );
}
