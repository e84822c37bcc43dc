using System.Text.Json;
using AssetsBackup.Atlassian;
using AssetsBackup.Atlassian.Assets;
using AssetsBackup.Features.Snapshots.Capture.Normalising;
using AssetsBackup.Vault;

namespace AssetsBackup.Features.Snapshots.Capture.Parts;

/// <summary>
/// The bytes of one object's attachments, from the media host into the vault as they come. Its tokens live for minutes, so a
/// refused one is fetched anew, and a file that breaks off is begun anew.
/// </summary>
internal sealed class AttachmentFiles(CaptureScope scope, string objectId)
{
    private const int Attempts = 3;

    private MediaCredentials? credentials;

    public async Task<KeptFile> KeepAsync(
        JsonElement attachment,
        CancellationToken cancellationToken
    )
    {
        var why = "the media host refused every token";
        for (var attempt = 1; attempt <= Attempts; attempt++)
            try
            {
                await using var opened = await OpenAsync(attachment, cancellationToken);
                if (opened is not null)
                    return await KeepAsync(attachment, opened, cancellationToken);
                credentials = null;
            }
            catch (AtlassianException exception) when (exception.IsHidden)
            {
                return KeptFile.No($"the media host answered {exception.Status}");
            }
            catch (FileBrokeOffException)
            {
                why = "the file broke off";
            }
        return KeptFile.No(why);
    }

    private async Task<KeptFile> KeepAsync(
        JsonElement attachment,
        Stream opened,
        CancellationToken cancellationToken
    )
    {
        await using var bytes = new MeasuredStream(opened);
        var record = await scope.Writer.AddRecordAsync(bytes, cancellationToken);
        return long.TryParse(attachment.Text("size"u8), out var told) && told != bytes.Count
            ? KeptFile.No("the file has another size than its list says")
            : new KeptFile(record, bytes.Count, null);
    }

    /// <summary>Null for a token that is expired.</summary>
    private async Task<Stream?> OpenAsync(
        JsonElement attachment,
        CancellationToken cancellationToken
    )
    {
        if (attachment.Text("mediaId"u8) is { } fileId)
        {
            credentials ??= await scope.Assets.GetAttachmentCredentialsAsync(
                objectId,
                cancellationToken
            );
            return await scope.Files.FromMediaAsync(credentials, fileId, cancellationToken);
        }
        return Uri.TryCreate(new Uri(scope.Site.SiteUrl), attachment.Text("url"u8), out var address)
            ? await scope.Files.FromAddressAsync(address, cancellationToken)
            : null;
    }
}

/// <param name="Record">Null where it could not be had.</param>
/// <param name="Length">In bytes.</param>
/// <param name="Why">Why not, as the end of a sentence.</param>
internal sealed record KeptFile(RecordId? Record, long Length, string? Why)
{
    public static KeptFile No(string why) => new(null, 0, why);
}
