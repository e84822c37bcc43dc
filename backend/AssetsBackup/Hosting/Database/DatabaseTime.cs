using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Hosting.Database;

/// <summary>
/// The time that nodes agree on: a shared database's own. A file has one process at a time, whose clock is as good.
/// </summary>
internal sealed class DatabaseTime(DatabasePlace place, TimeProvider clock)
{
    public async Task<DateTimeOffset> NowAsync(
        AppDatabase database,
        CancellationToken cancellationToken
    )
    {
        if (!place.IsShared)
            return clock.GetUtcNow();
        var now = await database
            .Database.SqlQuery<DateTime>($"""SELECT clock_timestamp() AS "Value" """)
            .ToListAsync(cancellationToken);
        return new DateTimeOffset(now[0], TimeSpan.Zero);
    }
}
