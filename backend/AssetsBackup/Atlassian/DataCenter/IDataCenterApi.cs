using System.Text.Json;
using AssetsBackup.Atlassian.Assets;
using Refit;

namespace AssetsBackup.Atlassian.DataCenter;

/// <summary>Where Assets of a Data Center or Server differs from Cloud (contract §11). All else is called as on Cloud.</summary>
internal interface IDataCenterApi
{
    /// <summary>Not paged; counts are always filled.</summary>
    [Get("/objectschema/list")]
    Task<SchemaEnvelope> ListSchemasAsync(CancellationToken cancellationToken);

    [Get("/analytics/schema")]
    Task<IReadOnlyList<SchemaStats>> GetStatsAsync(CancellationToken cancellationToken);

    [Get("/objectschema/{id}/objecttypes/flat")]
    Task<JsonElement> ListObjectTypesAsync(string id, CancellationToken cancellationToken);

    /// <param name="page">From 1.</param>
    [Get("/aql/objects")]
    Task<JsonDocument?> FindObjectsAsync(
        string qlQuery,
        int page,
        int resultPerPage,
        bool includeAttributes,
        CancellationToken cancellationToken
    );

    /// <summary>The same on versions that still say Insight.</summary>
    [Get("/iql/objects")]
    Task<JsonDocument?> FindObjectsByIqlAsync(
        string iql,
        int page,
        int resultPerPage,
        bool includeAttributes,
        CancellationToken cancellationToken
    );

    /// <param name="includeExtendedInfo">With it the object tells whether it has attachments.</param>
    [Get("/object/{id}")]
    Task<JsonElement> GetObjectAsync(
        string id,
        bool includeAttributes,
        bool includeExtendedInfo,
        CancellationToken cancellationToken
    );

    /// <summary>A page by offset of the objects that were archived, which no search finds.</summary>
    /// <param name="archivedFromDate">Only those that were archived from this day on; null for all.</param>
    [Get("/object/archived")]
    Task<ArchivePage> ListArchivedAsync(
        string objectSchemaId,
        int offset,
        int limit,
        string? archivedFromDate,
        CancellationToken cancellationToken
    );
}

internal sealed record ArchivePage(long Total, IReadOnlyList<ArchivedEntry>? Results);

internal sealed record ArchivedEntry(string Id);

internal sealed record SchemaEnvelope(IReadOnlyList<SchemaLine>? ObjectSchemas);

internal sealed record SchemaStats(string SchemaId);
