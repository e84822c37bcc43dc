namespace AssetsBackup.Hosting.Storage;

/// <summary>How much a user of this machine may still write to a disk.</summary>
/// <param name="free">Bytes on the disk of a folder that is there.</param>
internal sealed class FreeSpace(Func<string, long> free)
{
    public FreeSpace()
        : this(static folder => new DriveInfo(folder).AvailableFreeSpace) { }

    /// <param name="folder">One that is not there yet lies on the disk of the folder that it will be made in.</param>
    /// <returns>Bytes; null where the system does not say, which is not the same as none.</returns>
    public long? At(string folder)
    {
        var there = folder;
        while (!Directory.Exists(there))
            if (Path.GetDirectoryName(there) is { } above)
                there = above;
            else
                return null;
        try
        {
            return free(there);
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
