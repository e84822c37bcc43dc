using System.Buffers.Binary;
using AssetsBackup.Features.Connections;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Tenants;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Vault;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AssetsBackup.Features.Schemas;

/// <summary>
/// Syncs each connection once a day, at a minute of its own so that the sites are not all called at once. A server that was
/// down at that minute makes up for it.
/// </summary>
internal sealed class DailySync(
    AppDatabase database,
    RunQueue queue,
    IOptions<SyncOptions> options,
    TimeProvider clock,
    ILogger<DailySync> logger
)
{
    private const int MinutesOfDay = 24 * 60;

    /// <summary>Queues the sync of every connection whose minute has come and that was not synced since.</summary>
    public async Task QueueDueAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.Daily)
            return;
        var now = clock.GetUtcNow();
        foreach (var connection in await SetUpAsync(cancellationToken))
            try
            {
                await QueueAsync(connection, LastMinute(connection.Id, now), cancellationToken);
            }
            catch (Exception lost)
                when (lost is KeyStoreException or IOException or UnauthorizedAccessException)
            {
                // What one customer lacks keeps no other from its sync.
                logger.LogError(lost, "Connection {ConnectionId} is not synced", connection.Id);
            }
    }

    /// <summary>When the connection's minute was last: at most a day ago.</summary>
    /// <param name="connectionId">Random, and with it the minute.</param>
    /// <param name="now">The time, UTC.</param>
    public static DateTimeOffset LastMinute(Guid connectionId, DateTimeOffset now)
    {
        var number = BinaryPrimitives.ReadUInt32BigEndian(connectionId.ToByteArray());
        var today = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero).AddMinutes(
            number % MinutesOfDay
        );
        return today <= now ? today : today.AddDays(-1);
    }

    private Task<List<Connection>> SetUpAsync(CancellationToken cancellationToken) =>
        database
            .Connections.AsNoTracking()
            .Where(connection =>
                connection.DeletedAt == null
                && connection.Email != ""
                // A wizard that stands before its first sync begins it itself.
                && (connection.Role == ConnectionRole.Target || connection.SyncedAt != null)
                && database.Tenants.Any(tenant =>
                    tenant.Id == connection.TenantId && tenant.State == TenantState.Active
                )
            )
            .ToListAsync(cancellationToken);

    private async Task QueueAsync(
        Connection connection,
        DateTimeOffset due,
        CancellationToken cancellationToken
    )
    {
        if (await HasBeenAsync(connection, due, cancellationToken))
            return;
        // Somebody may have begun one meanwhile: a transaction that writes begins alone.
        await using var transaction = await database.Database.BeginTransactionAsync(
            cancellationToken
        );
        if (await HasBeenAsync(connection, due, cancellationToken))
            return;
        await queue.StartAsync(
            database,
            new NewRun(connection.TenantId, connection.Id, RunKind.Sync, Run.BySchedule),
            cancellationToken
        );
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Whether one was begun since, by whomever, or one from before is still under way.</summary>
    private Task<bool> HasBeenAsync(
        Connection connection,
        DateTimeOffset due,
        CancellationToken cancellationToken
    ) =>
        database
            .Runs.SyncsOf(connection)
            .AnyAsync(
                run => run.CreatedAt >= due || RunStates.Active.Contains(run.State),
                cancellationToken
            );
}
