using AssetsBackup.Features.Connections.Storage;
using AssetsBackup.Features.Vaults.Space;
using AssetsBackup.Hosting;
using AssetsBackup.Hosting.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AssetsBackup.Features.Health;

/// <summary>The data folder and managed storage can be written to, are the ones that backups were stored in, and have room.</summary>
internal sealed class DiskCheck(
    DataPaths paths,
    IDbContextFactory<AppDatabase> databases,
    IdSource ids,
    Room room
) : IHealthCheck
{
    public const string Name = "disk";

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        var used = await UsedRegionsAsync(cancellationToken);
        var folders = used.Select(paths.Region).Prepend(paths.Root).ToList();
        var away = folders.Count(folder => !Directory.Exists(folder));
        if (away > 0)
            return Finding.Unhealthy(
                "vault-missing",
                "A folder that holds backups is not there: its disk is not mounted. Bring it back.",
                away
            );
        var closed = folders.Count(folder => !CanWrite(folder));
        if (closed > 0)
            return Finding.Unhealthy(
                "storage-read-only",
                "A folder of the data or of the backups cannot be written to: its disk is full or mounted read-only, or it belongs to another user.",
                closed
            );
        var full = folders.Count(folder => !room.IsAboveFloor(folder));
        return full > 0
            ? Finding.Degraded(
                "disk-space-low",
                "A disk of the data or of the backups has less free space than Storage:FreeSpaceFloor: backups wait until there is more.",
                full
            )
            : HealthCheckResult.Healthy();
    }

    /// <summary>Where backups lie that somebody could want to read now.</summary>
    private async Task<List<string>> UsedRegionsAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database
            .StoragePlaces.Where(place =>
                place.Kind == StorageKind.Managed
                && database.Snapshots.Any(snapshot => snapshot.StoragePlaceId == place.Id)
            )
            .Select(place => place.Region!)
            .Distinct()
            .ToListAsync(cancellationToken);
    }

    private bool CanWrite(string folder)
    {
        try
        {
            // A leading dot: no reader of the folder takes it for anything of its own.
            using var probe = new FileStream(
                Path.Combine(folder, $".probe-{ids.Next():N}"),
                new FileStreamOptions
                {
                    Mode = FileMode.CreateNew,
                    Access = FileAccess.Write,
                    Options = FileOptions.DeleteOnClose,
                    BufferSize = 0,
                }
            );
            probe.WriteByte(0);
            return true;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
