using AssetsBackup.Hosting.Storage;
using Microsoft.Data.Sqlite;

namespace AssetsBackup.Hosting.Problems;

/// <summary>There is no room for what was to be written: later there may be.</summary>
internal static class FullStorage
{
    private const int DatabaseIsFull = 13;

    // ENOSPC and EDQUOT of Unix, ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL of Windows.
    private static readonly int[] DiskIsFull =
    [
        28,
        122,
        unchecked((int)0x80070027),
        unchecked((int)0x80070070),
    ];

    public static bool IsMetBy(Exception failure) => In(failure) is not null;

    /// <summary>Null for a failure that has another reason.</summary>
    public static Problem? ProblemOf(Exception failure) =>
        In(failure) switch
        {
            null => null,
            NoRoomException refused => refused.Problem,
            _ => new Problem(
                "disk-full",
                StatusCodes.Status500InternalServerError,
                "The disk is full",
                "Free some space on the disk of the data and on that of the backups; nothing saved before is lost."
            ),
        };

    // What a writer that has failed, or the database's own layer, wraps.
    private static Exception? In(Exception? failure) =>
        failure switch
        {
            null => null,
            NoRoomException => failure,
            IOException disk when DiskIsFull.Contains(disk.HResult) => failure,
            SqliteException { SqliteErrorCode: DatabaseIsFull } => failure,
            AggregateException several => several
                .InnerExceptions.Select(In)
                .FirstOrDefault(found => found is not null),
            _ => In(failure.InnerException),
        };
}
