using System.Text.Json;
using AssetsBackup.Atlassian;
using AssetsBackup.Features.Snapshots.Capture.Normalising;
using AssetsBackup.Features.Snapshots.Records;

namespace AssetsBackup.Features.Snapshots.Capture.Parts;

/// <summary>
/// The roles of the schema and of its types, with who is in them. No document names the calls (contract §5.16): a site that
/// does not answer them makes the part not available, never the backup fail.
/// </summary>
internal sealed class RoleCapture(CaptureScope scope)
{
    private const string Part = "roles";
    private const int Parallel = 4;

    public async Task<SnapshotPart> CaptureAsync(
        IReadOnlyList<CapturedType> types,
        CancellationToken cancellationToken
    )
    {
        await scope.Writer.StageAsync(
            SnapshotTrees.Roles,
            (IReadOnlyCollection<CapturedRecord>)[],
            cancellationToken
        );
        await scope.Run.ReportAsync("Reading roles", 0, null, cancellationToken);
        int count;
        try
        {
            count = await ReadAsync(
                SnapshotTrees.Own,
                scope.Assets.ListSchemaRolesAsync(scope.SchemaId, cancellationToken),
                cancellationToken
            );
        }
        catch (AtlassianException exception) when (exception.IsHidden)
        {
            return new SnapshotPart(Part, PartState.NotAvailable, 0, [Why(exception)]);
        }
        return await OfTypesAsync(types, count, cancellationToken);
    }

    private async Task<SnapshotPart> OfTypesAsync(
        IReadOnlyList<CapturedType> types,
        int count,
        CancellationToken cancellationToken
    )
    {
        var missing = new List<string>();
        foreach (var some in types.Chunk(Parallel))
        {
            var read = await Task.WhenAll(
                some.Select(type => OfTypeAsync(type, cancellationToken))
            );
            count += read.Sum(roles => roles ?? 0);
            missing.AddRange(some.Zip(read).Where(p => p.Second is null).Select(p => p.First.Name));
        }
        return missing.Count == 0
            ? new SnapshotPart(Part, PartState.Captured, count, [])
            : new SnapshotPart(
                Part,
                PartState.Partial,
                count,
                [
                    $"Jira does not tell the roles of {Words.Count(missing.Count, "object type")}: {string.Join(", ", missing.Take(10))}{(missing.Count > 10 ? "…" : ".")}",
                ]
            );
    }

    /// <summary>Null where Jira does not tell them.</summary>
    private async Task<int?> OfTypeAsync(CapturedType type, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(
                type.Id,
                scope.Assets.ListObjectTypeRolesAsync(type.Id, cancellationToken),
                cancellationToken
            );
        }
        catch (AtlassianException exception) when (exception.IsHidden)
        {
            return null;
        }
    }

    private async Task<int> ReadAsync(
        string owner,
        Task<JsonElement> list,
        CancellationToken cancellationToken
    )
    {
        var records = new List<CapturedRecord>();
        foreach (var id in Ids(await list))
        {
            var role = await scope.Assets.GetRoleAsync(id, cancellationToken);
            records.Add(
                new CapturedRecord(
                    owner,
                    id,
                    "",
                    role.Text("name"u8) ?? "",
                    0,
                    RoleNormaliser.Role(role)
                )
            );
        }
        await scope.Writer.StageAsync(SnapshotTrees.Roles, records, cancellationToken);
        return records.Count;
    }

    // Names with the addresses of the roles: the id is what an address ends with.
    internal static IEnumerable<string> Ids(JsonElement list) =>
        list.ValueKind == JsonValueKind.Object
            ? list.EnumerateObject()
                .Select(role => role.Value.AsText()?.TrimEnd('/').Split('/')[^1])
                .OfType<string>()
                .Distinct(StringComparer.Ordinal)
            : [];

    private static string Why(AtlassianException exception) =>
        exception is AccessDeniedException
            ? "The account may not read roles. Give it Object Schema Manager in the schema."
            : "This site does not give roles through its API.";
}
