using AssetsBackup.Vault;

namespace AssetsBackup.Features.Plans;

/// <summary>
/// Everything of a snapshot but its objects: hundreds of definitions, held in memory while objects stream by.
/// </summary>
internal sealed class SnapshotDefinitions
{
    public required SourceFacts Facts { get; init; }
    public required SourceSchema Schema { get; init; }
    public required IReadOnlyList<StatusDefinition> Statuses { get; init; }
    public required IReadOnlyList<ReferenceTypeDefinition> ReferenceTypes { get; init; }
    public required IReadOnlyList<IconDefinition> Icons { get; init; }

    /// <summary>Parents before children, siblings by position.</summary>
    public required IReadOnlyList<TypeDefinition> Types { get; init; }

    /// <summary>The attributes that each type owns, by type id and in their order; inherited ones are at the parent.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<AttributeDefinition>> Attributes { get; init; }

    public IEnumerable<AttributeDefinition> AllAttributes => Attributes.Values.SelectMany(own => own);

    public static async Task<SnapshotDefinitions> ReadAsync(
        RootReader root,
        CancellationToken cancellationToken
    )
    {
        var attributes = new Dictionary<string, IReadOnlyList<AttributeDefinition>>();
        await foreach (
            var (entry, content) in root.ReadAsync(
                SnapshotTrees.Attributes,
                group: null,
                cancellationToken
            )
        )
            attributes[entry.Id] = Definition.Read<TypeAttributes>(content).Attributes;
        return new SnapshotDefinitions
        {
            Facts = Definition.Read<SourceFacts>(root.Record.Facts),
            Schema = (
                await ListAsync<SourceSchema>(root, SnapshotTrees.Schema, cancellationToken)
            ).Single(),
            Statuses = await ListAsync<StatusDefinition>(
                root,
                SnapshotTrees.Statuses,
                cancellationToken
            ),
            ReferenceTypes = await ListAsync<ReferenceTypeDefinition>(
                root,
                SnapshotTrees.ReferenceTypes,
                cancellationToken
            ),
            Icons = await ListAsync<IconDefinition>(root, SnapshotTrees.Icons, cancellationToken),
            Types = TypeOrder.ParentsFirst(
                await ListAsync<TypeDefinition>(root, SnapshotTrees.ObjectTypes, cancellationToken)
            ),
            Attributes = attributes,
        };
    }

    private static async Task<IReadOnlyList<T>> ListAsync<T>(
        RootReader root,
        string tree,
        CancellationToken cancellationToken
    )
    {
        var items = new List<T>();
        await foreach (
            var (_, content) in root.ReadAsync(tree, group: null, cancellationToken)
        )
            items.Add(Definition.Read<T>(content));
        return items;
    }

    private sealed record TypeAttributes(IReadOnlyList<AttributeDefinition> Attributes);
}

/// <summary>What a snapshot says of where it was taken.</summary>
internal sealed record SourceFacts(
    string WorkspaceId,
    string SchemaId,
    string SchemaName,
    string SchemaKey
);

/// <param name="Configuration">The switches of contract §5.2; one that is absent was not readable.</param>
internal sealed record SourceSchema(SourceSchemaLine Schema, SourceConfiguration? Configuration);

internal sealed record SourceSchemaLine(string Id, string? Description);

internal sealed record SourceConfiguration(
    bool? AllowOtherObjectSchema,
    bool? ValidateQuickCreate,
    bool? QuickCreateObjects
);
