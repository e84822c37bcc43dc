using AssetsBackup.Features.Connections.Storage;
using AssetsBackup.Hosting;
using AssetsBackup.Hosting.Problems;
using AssetsBackup.Hosting.Storage;
using AssetsBackup.Vault;
using Microsoft.Extensions.Options;

namespace AssetsBackup.Features.Vaults.Space;

/// <summary>Whether there is room for more: free space on the operator's disks, and the quota of a customer in managed storage.</summary>
internal sealed class Room(
    IOptions<StorageLimits> limits,
    IOptions<StorageRegions> regions,
    DataPaths paths,
    FreeSpace space,
    StorageUse use
)
{
    private readonly long floor = limits.Value.Floor;
    private readonly long? quota = limits.Value.Quota;

    /// <summary>The data folder and the regions that are there, with the bytes that are free; those are left out of which it is not known.</summary>
    public IEnumerable<(string Name, long Free)> Disks() =>
        regions
            .Value.Offered()
            .Select(region => (Name: region.Region, Folder: paths.Region(region.Region)))
            .Where(disk => Directory.Exists(disk.Folder))
            .Prepend((Name: "data", Folder: paths.Root))
            .Select(disk => (disk.Name, Free: space.At(disk.Folder)))
            .Where(disk => disk.Free is not null)
            .Select(disk => (disk.Name, disk.Free!.Value));

    public bool IsAboveFloor(string folder) => space.At(folder) is not { } free || free >= floor;

    /// <summary>Whether something of a size can be stored.</summary>
    /// <param name="place">Where.</param>
    /// <param name="store">Opens the place's blobs, where they have to be measured.</param>
    /// <param name="bytes">How much it is, or is expected to be.</param>
    /// <param name="cancellationToken">Stops the measuring.</param>
    /// <exception cref="NoRoomException">disk-space-low, storage-quota-reached</exception>
    public async Task EnsureAsync(
        StoragePlace place,
        Func<IBlobStore> store,
        long bytes,
        CancellationToken cancellationToken
    )
    {
        EnsureFree(paths.Root, 0);
        if (place.Kind != StorageKind.Managed)
            return;
        EnsureFree(paths.Region(place.Region!), bytes);
        if (quota is not { } most)
            return;
        var used = await use.OfAsync(place, store(), cancellationToken);
        if (used + bytes <= most)
            return;
        use.Forget(place);
        throw new NoRoomException(SpaceProblems.QuotaReached(used, bytes, most));
    }

    public void Added(StoragePlace place, long bytes) => use.Added(place, bytes);

    private void EnsureFree(string folder, long bytes)
    {
        if (space.At(folder) is { } free && free - bytes < floor)
            throw new NoRoomException(SpaceProblems.DiskSpaceLow(free, bytes, floor));
    }
}

internal static class SpaceProblems
{
    public static Problem DiskSpaceLow(long free, long bytes, long floor) =>
        new(
            "disk-space-low",
            StatusCodes.Status409Conflict,
            "The server's disk has too little free space",
            $"{Words.Bytes(free)} are free{Needed(bytes)}, and {Words.Bytes(floor)} have to stay free. Delete backups that nobody needs and prune, or ask the operator of the server for a larger disk."
        );

    public static Problem QuotaReached(long used, long bytes, long most) =>
        new(
            "storage-quota-reached",
            StatusCodes.Status409Conflict,
            "Your backups may take no more of the managed storage",
            $"They take {Words.Bytes(used)} of {Words.Bytes(most)}{Needed(bytes)}. Delete backups that nobody needs and prune, or ask the operator of the server for more."
        );

    private static string Needed(long bytes) =>
        bytes > 0 ? $", about {Words.Bytes(bytes)} more are needed" : "";
}
