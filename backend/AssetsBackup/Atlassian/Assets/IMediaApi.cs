using Refit;

namespace AssetsBackup.Atlassian.Assets;

/// <summary>Atlassian's media host, as far as icons need it (contract §5.9).</summary>
internal interface IMediaApi
{
    /// <param name="collection"><c>insight_{workspaceId}_icons</c>.</param>
    /// <param name="name">File name with its ending.</param>
    /// <param name="token">The mediaJwtToken of <see cref="IAssetsApi.GetIconUploadTokenAsync"/>.</param>
    /// <param name="content">The image's bytes; read again when the call is repeated.</param>
    [Post("/file/binary?deletable=true")]
    Task<UploadedFile> UploadAsync(
        string collection,
        string name,
        [Authorize("Bearer")] string token,
        [Body] ByteArrayContent content,
        CancellationToken cancellationToken
    );
}
