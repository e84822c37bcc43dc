using AssetsBackup.Atlassian;
using AssetsBackup.Atlassian.Assets;
using AssetsBackup.Features.Snapshots.Records;
using AssetsBackup.Vault;

namespace AssetsBackup.Features.Plans.Planning;

/// <summary>
/// What the snapshot refers to in other schemas, as it is found at the destination: by the id map of earlier restores, or,
/// in the same workspace, under its own id. Only what is really there counts.
/// </summary>
/// <param name="Types">Object types: id at the source, id at the destination.</param>
/// <param name="Objects">Objects by their id at the source.</param>
/// <param name="Schemas">Schemas at the destination that those types belong to.</param>
/// <param name="LabelsAreCut">Whether the backup has lost which objects they are, in part or whole.</param>
internal sealed record ForeignThings(
    IReadOnlyDictionary<string, string> Types,
    IReadOnlyDictionary<string, ForeignObject> Objects,
    IReadOnlyList<string> Schemas,
    bool LabelsAreCut
)
{
    private const int KeysPerQuery = 100;

    public static async Task<ForeignThings> FindAsync(
        IAssetsApi assets,
        IdMap map,
        (RootReader Root, SnapshotDefinitions Definitions) snapshot,
        CancellationToken cancellationToken
    )
    {
        var own = snapshot.Definitions.Types.Select(type => type.Id).ToHashSet();
        var wanted = snapshot
            .Definitions.AllAttributes.Select(attribute => attribute.ReferenceObjectTypeId)
            .OfType<string>()
            .Where(id => !own.Contains(id))
            .Distinct()
            .ToList();
        var types = new Dictionary<string, string>();
        var schemas = new HashSet<string>();
        foreach (
            var (id, there) in await map.FindAsync(MappedKind.ObjectType, wanted, cancellationToken)
        )
            if (await SchemaOfTypeAsync(assets, there.Id, cancellationToken) is { } schema)
            {
                types[id] = there.Id;
                schemas.Add(schema);
            }
        var labels = new LabelsElsewhere(snapshot.Root);
        var objects = await FindObjectsAsync(assets, map, labels, cancellationToken);
        return new ForeignThings(types, objects, [.. schemas], labels.AreCut);
    }

    /// <summary>Null for a type that is not there any more.</summary>
    private static async Task<string?> SchemaOfTypeAsync(
        IAssetsApi assets,
        string typeId,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var type = await assets.GetObjectTypeAsync(typeId, cancellationToken);
            return type.TryGetProperty("objectSchemaId", out var schema) ? schema.ToString() : null;
        }
        catch (AtlassianNotFoundException)
        {
            return null;
        }
    }

    private static async Task<IReadOnlyDictionary<string, ForeignObject>> FindObjectsAsync(
        IAssetsApi assets,
        IdMap map,
        LabelsElsewhere labels,
        CancellationToken cancellationToken
    )
    {
        var found = new Dictionary<string, ForeignObject>();
        var batch = new List<TreeEntry>();
        await foreach (var entry in labels.ListAsync(cancellationToken))
        {
            batch.Add(entry);
            if (batch.Count == KeysPerQuery)
                await FindBatchAsync();
        }
        await FindBatchAsync();
        return found;

        async Task FindBatchAsync()
        {
            var mapped = await map.FindAsync(
                MappedKind.Object,
                [.. batch.Select(entry => entry.Id)],
                cancellationToken
            );
            var keys = batch.ToDictionary(entry => entry.Id, entry => entry.Key);
            var there = mapped.ToDictionary(
                pair => pair.Key,
                pair => new ForeignObject(pair.Value.Id, pair.Value.Key ?? keys[pair.Key])
            );
            var alive = await AliveAsync(assets, there.Values, cancellationToken);
            foreach (var (id, candidate) in there.Where(pair => alive.Contains(pair.Value.Id)))
                found[id] = candidate;
            batch.Clear();
        }
    }

    private static async Task<HashSet<string>> AliveAsync(
        IAssetsApi assets,
        IEnumerable<ForeignObject> candidates,
        CancellationToken cancellationToken
    )
    {
        var keys = candidates.Select(candidate => $"\"{candidate.Key}\"").ToList();
        if (keys.Count == 0)
            return [];
        using var page = await assets.FindObjectsAsync(
            new AqlQuery($"Key IN ({string.Join(", ", keys)})"),
            startAt: 0,
            maxResults: KeysPerQuery,
            includeAttributes: false,
            cancellationToken
        );
        return
        [
            .. page
                .RootElement.GetProperty("values")
                .EnumerateArray()
                .Select(found => found.GetProperty("id").ToString()),
        ];
    }
}
