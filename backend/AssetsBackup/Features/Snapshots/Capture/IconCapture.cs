using System.Text.Json;
using AssetsBackup.Atlassian;
using AssetsBackup.Atlassian.Assets;
using AssetsBackup.Features.Snapshots.Capture.Normalising;
using AssetsBackup.Features.Snapshots.Records;

namespace AssetsBackup.Features.Snapshots.Capture;

/// <summary>The icons that types use and those of the schema, with their images (contract §5.9).</summary>
internal sealed class IconCapture(CaptureScope scope)
{
    private const int Parallel = 4;

    public async Task<IReadOnlyList<SnapshotPart>> CaptureAsync(
        IReadOnlyList<JsonElement> types,
        CancellationToken cancellationToken
    )
    {
        var icons = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (
            var icon in types
                .Select(type => type.Member("icon"u8))
                .Concat((await OfSchemaAsync(cancellationToken)).Select(icon => (JsonElement?)icon))
        )
            if (icon?.Text("id"u8) is { } id)
                icons.TryAdd(id, icon.Value.Text("name"u8) ?? "");
        await scope.Writer.StageAsync(
            SnapshotTrees.Icons,
            [
                .. icons.Select(icon =>
                    Record(icon.Key, icon.Value, DefinitionNormaliser.Icon(icon.Key, icon.Value))
                ),
            ],
            cancellationToken
        );
        return
        [
            new SnapshotPart("icons", PartState.Captured, icons.Count, []),
            await ImagesAsync(icons, cancellationToken),
        ];
    }

    private async Task<IReadOnlyList<JsonElement>> OfSchemaAsync(
        CancellationToken cancellationToken
    )
    {
        try
        {
            return (
                await scope.Assets.ListSchemaIconsAsync(scope.SchemaId, cancellationToken)
            ).Items();
        }
        catch (AtlassianNotFoundException)
        {
            return [];
        }
    }

    private async Task<SnapshotPart> ImagesAsync(
        Dictionary<string, string> icons,
        CancellationToken cancellationToken
    )
    {
        var (done, missing) = (0, new List<string>());
        foreach (var some in icons.Chunk(Parallel))
        {
            var images = await Task.WhenAll(
                some.Select(icon => scope.Assets.FindIconImageAsync(icon.Key, cancellationToken))
            );
            var found = some.Zip(images).Where(pair => pair.Second is not null).ToList();
            missing.AddRange(
                some.Zip(images)
                    .Where(pair => pair.Second is null)
                    .Select(pair => $"The site gives no image of the icon {pair.First.Value}.")
            );
            await scope.Writer.StageAsync(
                SnapshotTrees.IconImages,
                [.. found.Select(pair => Record(pair.First.Key, pair.First.Value, pair.Second!))],
                cancellationToken
            );
            done += found.Count;
            await scope.Run.ReportAsync("Reading icons", done, icons.Count, cancellationToken);
        }
        var state = missing.Count == 0 ? PartState.Captured : PartState.Partial;
        return new SnapshotPart("iconImages", state, done, missing);
    }

    private static CapturedRecord Record(string id, string name, byte[] content) =>
        new("", id, "", name, 0, content);
}
