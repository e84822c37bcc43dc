using System.Text.Json;
using AssetsBackup.Atlassian;
using AssetsBackup.Atlassian.Assets;
using AssetsBackup.Features.Snapshots.Capture.Normalising;
using AssetsBackup.Features.Snapshots.Capture.Parts;
using AssetsBackup.Features.Snapshots.Records;

namespace AssetsBackup.Features.Snapshots.Capture;

/// <summary>Reads everything that objects rest on: schema, statuses, reference types, object types, attributes, icons.</summary>
internal sealed class DefinitionCapture(CaptureScope scope)
{
    private const int Parallel = 4;

    public async Task<CapturedDefinitions> CaptureAsync(CancellationToken cancellationToken)
    {
        await scope.Run.ReportAsync("Reading the schema", 0, null, cancellationToken);
        var schema = await scope.Assets.GetSchemaAsync(scope.SchemaId, cancellationToken);
        var parts = new List<SnapshotPart> { await SchemaAsync(schema, cancellationToken) };
        parts.Add(
            await ConfiguredAsync(
                SnapshotTrees.Statuses,
                "statuses",
                scope.Assets.ListStatusesAsync,
                cancellationToken
            )
        );
        parts.Add(
            await ConfiguredAsync(
                SnapshotTrees.ReferenceTypes,
                "referenceTypes",
                scope.Assets.ListReferenceTypesAsync,
                cancellationToken
            )
        );
        var types = (
            await scope.Assets.ListObjectTypesAsync(
                scope.SchemaId,
                includeObjectCounts: true,
                cancellationToken
            )
        ).Items();
        parts.Add(await TypesAsync(types, cancellationToken));
        parts.Add(await AttributesAsync(types, cancellationToken));
        parts.AddRange(await new IconCapture(scope).CaptureAsync(types, cancellationToken));
        IReadOnlyList<CapturedType> captured = [.. types.Select(TypeOf)];
        return new CapturedDefinitions(
            schema.Text("name"u8) ?? "",
            schema.Text("objectSchemaKey"u8) ?? "",
            captured,
            parts
        );
    }

    private static CapturedType TypeOf(JsonElement type) =>
        new(
            IdOf(type),
            type.Text("name"u8) ?? "",
            type.Flag("abstractObjectType"u8),
            long.TryParse(type.Text("objectCount"u8), out var count) ? count : 0
        );

    private async Task<SnapshotPart> SchemaAsync(
        JsonElement schema,
        CancellationToken cancellationToken
    )
    {
        var (configuration, missing) = await ConfigurationAsync(cancellationToken);
        await StageAsync(
            SnapshotTrees.Schema,
            [
                new CapturedRecord(
                    "",
                    scope.SchemaId,
                    schema.Text("objectSchemaKey"u8) ?? "",
                    schema.Text("name"u8) ?? "",
                    schema.UtcTicks("updated"u8),
                    DefinitionNormaliser.Schema(schema, configuration)
                ),
            ],
            cancellationToken
        );
        return missing is null
            ? new SnapshotPart("schema", PartState.Captured, 1, [])
            : new SnapshotPart("schema", PartState.Partial, 1, [missing]);
    }

    // The fuller of the two is undocumented (contract §5.2).
    private async Task<(JsonElement? Configuration, string? Missing)> ConfigurationAsync(
        CancellationToken cancellationToken
    )
    {
        try
        {
            return (
                await scope.Assets.GetSchemaPropertiesAsync(scope.SchemaId, cancellationToken),
                null
            );
        }
        catch (AtlassianException exception) when (exception.IsHidden)
        {
            return await DocumentedConfigurationAsync(cancellationToken);
        }
    }

    private async Task<(JsonElement? Configuration, string? Missing)> DocumentedConfigurationAsync(
        CancellationToken cancellationToken
    )
    {
        try
        {
            return (
                await scope.Assets.GetSchemaConfigurationAsync(scope.SchemaId, cancellationToken),
                null
            );
        }
        catch (AtlassianException exception) when (exception.IsHidden)
        {
            return (
                null,
                "The site does not tell the schema's settings, such as whether other schemas may refer to it."
            );
        }
    }

    private async Task<SnapshotPart> ConfiguredAsync(
        string tree,
        string part,
        Func<string?, CancellationToken, Task<JsonElement>> list,
        CancellationToken cancellationToken
    )
    {
        var global = (await list(null, cancellationToken)).Items();
        var own = (await list(scope.SchemaId, cancellationToken)).Items();
        // Some sites list the global ones again under a schema.
        IReadOnlyList<CapturedRecord> records =
        [
            .. global.Select(item => Configured(item, SnapshotTrees.Global)),
            .. own.Where(item =>
                    item.Text("objectSchemaId"u8) is not null
                    || !global.Any(known => IdOf(known) == IdOf(item))
                )
                .Select(item => Configured(item, SnapshotTrees.Own)),
        ];
        await StageAsync(tree, records, cancellationToken);
        return new SnapshotPart(part, PartState.Captured, records.Count, []);
    }

    private static CapturedRecord Configured(JsonElement item, string group) =>
        new(
            group,
            IdOf(item),
            "",
            item.Text("name"u8) ?? "",
            0,
            DefinitionNormaliser.Configured(item)
        );

    private async Task<SnapshotPart> TypesAsync(
        IReadOnlyList<JsonElement> types,
        CancellationToken cancellationToken
    )
    {
        await StageAsync(
            SnapshotTrees.ObjectTypes,
            [
                .. types.Select(type => new CapturedRecord(
                    type.Text("parentObjectTypeId"u8) ?? "",
                    IdOf(type),
                    "",
                    type.Text("name"u8) ?? "",
                    type.UtcTicks("updated"u8),
                    DefinitionNormaliser.ObjectType(type)
                )),
            ],
            cancellationToken
        );
        return new SnapshotPart("objectTypes", PartState.Captured, types.Count, []);
    }

    private async Task<SnapshotPart> AttributesAsync(
        IReadOnlyList<JsonElement> types,
        CancellationToken cancellationToken
    )
    {
        var read = new Dictionary<string, IReadOnlyList<JsonElement>>(StringComparer.Ordinal);
        foreach (var some in types.Chunk(Parallel))
        {
            var lists = await Task.WhenAll(
                some.Select(type =>
                    scope.Assets.ListAttributesAsync(
                        IdOf(type),
                        excludeParentAttributes: true,
                        cancellationToken
                    )
                )
            );
            foreach (var (type, list) in some.Zip(lists))
                read[IdOf(type)] = list.Items();
            await scope.Run.ReportAsync(
                "Reading attributes",
                read.Count,
                types.Count,
                cancellationToken
            );
        }
        var owned = OwnedAttributes.Of(types, read);
        await StageAsync(
            SnapshotTrees.Attributes,
            [
                .. types.Select(type => new CapturedRecord(
                    "",
                    IdOf(type),
                    "",
                    type.Text("name"u8) ?? "",
                    0,
                    DefinitionNormaliser.Attributes(IdOf(type), owned[IdOf(type)])
                )),
            ],
            cancellationToken
        );
        return new SnapshotPart(
            "attributes",
            PartState.Captured,
            owned.Values.Sum(list => list.Count),
            []
        );
    }

    private static string IdOf(JsonElement item) =>
        item.Text("id"u8) ?? throw new FormatException("A definition came without an id.");

    private Task StageAsync(
        string tree,
        IReadOnlyList<CapturedRecord> records,
        CancellationToken cancellationToken
    ) => scope.Writer.StageAsync(tree, records, cancellationToken);
}
