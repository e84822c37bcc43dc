using System.Text.Json;
using AssetsBackup.Atlassian;
using AssetsBackup.Atlassian.Assets;
using AssetsBackup.Features.Snapshots.Capture.Incremental;
using AssetsBackup.Features.Snapshots.Capture.Normalising;
using AssetsBackup.Features.Snapshots.Records;
using AssetsBackup.Vault;

namespace AssetsBackup.Features.Snapshots.Capture.Parts;

/// <summary>The pictures of objects that have one of their own, as they were uploaded (contract §5.10).</summary>
internal sealed class AvatarPart(CaptureScope scope) : IObjectPart
{
    private const int Attempts = 3;

    public string Name => "avatars";

    public string Noun => "picture";

    public bool MayHave(ObjectAtHand owner) => owner.HasAvatar;

    public async Task<int> ForgetAsync(
        CaptureBase earlier,
        TreeEntry owner,
        CancellationToken cancellationToken
    )
    {
        var entry = await earlier.FindAsync(
            SnapshotTrees.Avatars,
            owner.Group,
            owner.Id,
            cancellationToken
        );
        if (entry is null)
            return 0;
        await scope.Writer.StageAsync(
            SnapshotTrees.Avatars,
            [TreeEntry.Removed(owner.Group, owner.Id)],
            cancellationToken
        );
        return 1;
    }

    public async Task<PartOfObject> CaptureAsync(
        ObjectAtHand owner,
        CancellationToken cancellationToken
    )
    {
        var source = await owner.ReadAsync(cancellationToken);
        var why = "the media host refused every token";
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            // Removed since the object was read.
            if (!source.Flag("hasAvatar"u8))
                return new PartOfObject(0);
            try
            {
                if (await KeepAsync(owner, source, cancellationToken))
                    return new PartOfObject(1);
            }
            catch (FileBrokeOffException)
            {
                why = "the picture broke off";
            }
            source = await owner.ReadAnewAsync(cancellationToken);
        }
        return new PartOfObject(0, 1, why);
    }

    /// <summary>False where the media host refuses the token.</summary>
    private async Task<bool> KeepAsync(
        ObjectAtHand owner,
        JsonElement source,
        CancellationToken cancellationToken
    )
    {
        await using var bytes = await OpenAsync(source.Member("avatar"u8), cancellationToken);
        if (bytes is null)
            return false;
        var record = await scope.Writer.AddRecordAsync(bytes, cancellationToken);
        await scope.Writer.StageAsync(
            SnapshotTrees.Avatars,
            [owner.EntryOf(record)],
            cancellationToken
        );
        return true;
    }

    private Task<Stream?> OpenAsync(JsonElement? avatar, CancellationToken cancellationToken)
    {
        var media = avatar?.Member("mediaClientConfig"u8);
        if (
            media?.Text("fileId"u8) is { } fileId
            && media.Value.Text("clientId"u8) is { } client
            && media.Value.Text("mediaJwtToken"u8) is { } token
        )
            return scope.Files.FromMediaAsync(
                new MediaCredentials(client, token, media.Value.Text("mediaBaseUrl"u8)),
                fileId,
                cancellationToken
            );
        return Uri.TryCreate(avatar?.Text("url288"u8), UriKind.Absolute, out var largest)
            ? scope.Files.FromAddressAsync(largest, cancellationToken)
            : Task.FromResult<Stream?>(null);
    }
}
