namespace AssetsBackup.Atlassian.Assets;

internal static class AssetsIcons
{
    /// <summary>The largest that Assets gives.</summary>
    private const int Pixels = 48;
    private const int LongestImage = 1024 * 1024;

    /// <summary>An icon's image; null where the site gives none, or one that is no icon by its size.</summary>
    public static async Task<byte[]?> FindIconImageAsync(
        this IAssetsReads assets,
        string iconId,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await using var image = await assets.GetIconImageAsync(
                iconId,
                Pixels,
                cancellationToken
            );
            using var bytes = new MemoryStream();
            await image.CopyToAsync(bytes, cancellationToken);
            return bytes.Length is > 0 and <= LongestImage ? bytes.ToArray() : null;
        }
        catch (AtlassianException exception)
            when (exception
                    is AtlassianNotFoundException
                        or ValidationRefusedException
                        or AnswerTooLargeException
            )
        {
            return null;
        }
    }
}
