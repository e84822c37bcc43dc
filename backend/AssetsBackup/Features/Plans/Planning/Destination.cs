using System.Text.Json;
using AssetsBackup.Atlassian.Assets;
using AssetsBackup.Atlassian.Jira;
using AssetsBackup.Features.Snapshots.Records;
using AssetsBackup.Vault;

namespace AssetsBackup.Features.Plans.Planning;

/// <summary>What a plan needs to know of the live destination.</summary>
/// <param name="IconMatches">Icons of the snapshot by id, and the icon of equal name and image there.</param>
/// <param name="IsAdministrator">Whether the account may create schemas and global definitions.</param>
internal sealed record Destination(
    IReadOnlyList<SchemaLine> Schemas,
    IReadOnlyList<StatusRecord> Statuses,
    IReadOnlyList<ReferenceTypeRecord> ReferenceTypes,
    IReadOnlyDictionary<string, string> IconMatches,
    bool IsAdministrator
)
{
    private const string Administer = "ADMINISTER";

    public static async Task<Destination> ReadAsync(
        IAssetsApi assets,
        IJiraApi jira,
        (RootReader Root, SnapshotDefinitions Definitions) snapshot,
        CancellationToken cancellationToken
    )
    {
        var permissions = await jira.GetMyPermissionsAsync(Administer, cancellationToken);
        return new Destination(
            await assets.ListAllSchemasAsync(includeCounts: false, cancellationToken),
            Read<StatusRecord>(await assets.ListStatusesAsync(null, cancellationToken)),
            Read<ReferenceTypeRecord>(
                await assets.ListReferenceTypesAsync(null, cancellationToken)
            ),
            await MatchIconsAsync(assets, snapshot, cancellationToken),
            permissions.Permissions.TryGetValue(Administer, out var held) && held.HavePermission
        );
    }

    /// <summary>Built-in icons have equal names everywhere, but not surely equal ids (contract §5.9).</summary>
    private static async Task<IReadOnlyDictionary<string, string>> MatchIconsAsync(
        IAssetsApi assets,
        (RootReader Root, SnapshotDefinitions Definitions) snapshot,
        CancellationToken cancellationToken
    )
    {
        var there = Read<IconRecord>(await assets.ListGlobalIconsAsync(cancellationToken))
            .ToLookup(icon => icon.Name);
        var matches = new Dictionary<string, string>();
        foreach (var icon in snapshot.Definitions.Icons)
        {
            var image = await snapshot.Root.FindIconImageAsync(icon.Id, cancellationToken);
            foreach (var candidate in there[icon.Name])
            {
                if (!await HasImageAsync(assets, candidate.Id, image, cancellationToken))
                    continue;
                matches[icon.Id] = candidate.Id;
                break;
            }
        }
        return matches;
    }

    /// <summary>An icon without an image is nobody's equal, unless the snapshot has none to compare it with.</summary>
    private static async Task<bool> HasImageAsync(
        IAssetsApi assets,
        string iconId,
        byte[]? image,
        CancellationToken cancellationToken
    ) =>
        image is null
        || (
            await assets.FindIconImageAsync(iconId, cancellationToken) is { } there
            && image.AsSpan().SequenceEqual(there)
        );

    private static IReadOnlyList<T> Read<T>(JsonElement answer)
        where T : class => [.. answer.Items().Select(RecordJson.Read<T>)];
}

internal static class IconImages
{
    /// <summary>Null where the snapshot has no image of the icon, or a damaged one.</summary>
    public static async Task<byte[]?> FindIconImageAsync(
        this RootReader snapshot,
        string iconId,
        CancellationToken cancellationToken
    )
    {
        if (!snapshot.Record.Trees.ContainsKey(SnapshotTrees.IconImages))
            return null;
        var entry = await snapshot.FindAsync(
            SnapshotTrees.IconImages,
            "",
            iconId,
            cancellationToken
        );
        if (entry is null)
            return null;
        try
        {
            return await snapshot.ReadRecordAsync(entry.Record, cancellationToken);
        }
        catch (VaultException e) when (e is VaultDamagedException or RecordNotFoundException)
        {
            return null;
        }
    }
}
