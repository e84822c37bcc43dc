using System.Text.Json.Serialization;

namespace AssetsBackup.Atlassian.Assets;

/// <summary>A page of style A (contract §1.6). Its total is never trusted.</summary>
internal sealed record SchemaPage(bool? IsLast, IReadOnlyList<SchemaLine>? Values);

/// <summary>A schema as the list shows it.</summary>
/// <param name="ObjectCount">0 unless counts were asked for.</param>
/// <param name="CanManage">Null where the site does not say.</param>
internal sealed record SchemaLine(
    string Id,
    string? Name,
    string? ObjectSchemaKey,
    string? Description,
    int? ObjectCount,
    int? ObjectTypeCount,
    bool? CanManage
);

internal sealed record WorkspaceUsage(IReadOnlyList<SchemaUsage>? PerSchemaUsageInfo);

internal sealed record SchemaUsage(string SchemaId);

internal sealed record ObjectCount([property: JsonPropertyName("totalCount")] long Total);

/// <summary>What a create gives that may be relied on.</summary>
internal sealed record Created(string Id);

internal sealed record CreatedObject(string Id, string? ObjectKey);

internal sealed record IconUploadToken(string MediaJwtToken, string? MediaBaseUrl)
{
    // A record would print its token.
    public override string ToString() => $"for {MediaBaseUrl}";
}

/// <summary>What opens files of the media host, for a short time.</summary>
internal sealed record MediaCredentials(string ClientId, string MediaJwtToken, string? MediaBaseUrl)
{
    // A record would print its token.
    public override string ToString() => $"for {MediaBaseUrl}";
}

internal sealed record UploadedFile(UploadedFileData Data);

internal sealed record UploadedFileData(string Id);
