using AssetsBackup.Features.Snapshots.Records;
using AssetsBackup.Vault;

namespace AssetsBackup.Features.Plans;

/// <summary>
/// Everything of a snapshot but its objects: hundreds of definitions, held in memory while objects stream by.
/// </summary>
internal sealed record SnapshotDefinitions
{
    public required SnapshotFacts Facts { get; init; }
    public required SchemaRecord Schema { get; init; }
    public required IReadOnlyList<StatusRecord> Statuses { get; init; }
    public required IReadOnlyList<ReferenceTypeRecord> ReferenceTypes { get; init; }
    public required IReadOnlyList<IconRecord> Icons { get; init; }

    /// <summary>Parents before children, siblings by position.</summary>
    public required IReadOnlyList<ObjectTypeRecord> Types { get; init; }

    /// <summary>The attributes that each type owns, by type id, in their order; inherited ones stand at the parent.</summary>
    public required IReadOnlyDictionary<
        string,
        IReadOnlyList<AttributeRecord>
    > Attributes { get; init; }

    public IEnumerable<AttributeRecord> AllAttributes => Attributes.Values.SelectMany(own => own);

    public IReadOnlyList<AttributeRecord> AttributesOf(string typeId) =>
        Attributes.GetValueOrDefault(typeId) ?? [];

    public static async Task<SnapshotDefinitions> ReadAsync(
        RootReader root,
        CancellationToken cancellationToken
    )
    {
        var attributes = await ListAsync<AttributeListRecord>(SnapshotTrees.Attributes);
        return new SnapshotDefinitions
        {
            Facts = SnapshotFacts.Read(root.Record.Facts),
            Schema = (await ListAsync<SchemaRecord>(SnapshotTrees.Schema)).Single(),
            Statuses = await ListAsync<StatusRecord>(SnapshotTrees.Statuses),
            ReferenceTypes = await ListAsync<ReferenceTypeRecord>(SnapshotTrees.ReferenceTypes),
            Icons = await ListAsync<IconRecord>(SnapshotTrees.Icons),
            Types = TypeOrder.ParentsFirst(
                await ListAsync<ObjectTypeRecord>(SnapshotTrees.ObjectTypes)
            ),
            Attributes = attributes.ToDictionary(list => list.ObjectTypeId, InOrder),
        };

        async Task<IReadOnlyList<T>> ListAsync<T>(string tree)
            where T : class
        {
            var items = new List<T>();
            await foreach (var (_, content) in root.ReadAsync(tree, null, cancellationToken))
                items.Add(RecordJson.Read<T>(content));
            return items;
        }
    }

    private static IReadOnlyList<AttributeRecord> InOrder(AttributeListRecord list) =>
        [.. list.Attributes.OrderBy(attribute => attribute.Position ?? int.MaxValue)];
}
