namespace JiraSimulator.Worlds;

/// <summary>An object's own picture: drawn by the simulator after a name, or uploaded and then the same in every size.</summary>
internal sealed record Avatar(string FileId, string? Drawing = null)
{
    private const int OriginalSize = 320;

    /// <summary>Drawn when first looked at: a picture takes some milliseconds.</summary>
    public static Avatar Draw(MediaStore media, Dice dice)
    {
        var name = $"avatar {dice.Below(int.MaxValue)}";
        return new Avatar(media.Keep(() => IconImage.Draw(name, OriginalSize), name), name);
    }
}
