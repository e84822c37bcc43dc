namespace AssetsBackup.Features.Snapshots.Records;

/// <summary>An object of another schema that an object of this one refers to, as its label was when it was read.</summary>
internal sealed record ForeignLabelRecord(
    string Id,
    string? ObjectKey,
    string? Label,
    string? ObjectTypeId,
    string? ObjectSchemaId
);
