using AssetsBackup.Hosting.Database;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Runs;

/// <summary>Takes, renews and gives back the right to act for a connection's site.</summary>
internal sealed class SiteLeases(
    IDbContextFactory<AppDatabase> databases,
    DatabaseTime time,
    TimeProvider clock,
    ILogger<SiteLeases> logger
)
{
    private static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(5);

    /// <summary>The lease, or null while another process holds it.</summary>
    public async Task<Lease?> TakeAsync(Guid connectionId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var asOf = clock.GetTimestamp();
        var now = await time.NowAsync(database, cancellationToken);
        if (
            !await database.SiteLeases.AnyAsync(
                lease => lease.ConnectionId == connectionId,
                cancellationToken
            )
        )
            await AddAsync(database, connectionId, cancellationToken);
        var row = await database
            .SiteLeases.AsNoTracking()
            .SingleAsync(lease => lease.ConnectionId == connectionId, cancellationToken);
        var taken = await database
            .SiteLeases.Where(lease =>
                lease.ConnectionId == connectionId && lease.Epoch == row.Epoch && lease.Until <= now
            )
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(lease => lease.Epoch, row.Epoch + 1)
                        .SetProperty(lease => lease.Until, now + Lease.Length),
                cancellationToken
            );
        if (taken == 0)
            return null;
        var lease = new Lease(connectionId, row.Epoch + 1, clock);
        lease.Renewed(asOf);
        return lease;
    }

    /// <summary>Renews until cancelled; a lease that cannot be renewed, for whatever reason, is lost.</summary>
    public async Task KeepAsync(Lease lease, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(RenewEvery, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                var asOf = clock.GetTimestamp();
                if (await SetUntilAsync(lease, Lease.Length, cancellationToken))
                    lease.Renewed(asOf);
                else
                    lease.Lost();
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The runner is done with the site.
        }
        catch (Exception failure)
        {
            lease.Lost();
            logger.LogError(
                failure,
                "The lease of connection {ConnectionId} cannot be renewed",
                lease.ConnectionId
            );
        }
    }

    public async Task GiveBackAsync(Lease lease)
    {
        lease.Lost();
        await SetUntilAsync(lease, TimeSpan.Zero, CancellationToken.None);
    }

    /// <summary>Frees what a killed process held. Only for the holder of the instance lock, who is alone with the database.</summary>
    public async Task FreeAllAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var now = await time.NowAsync(database, cancellationToken);
        await database.SiteLeases.ExecuteUpdateAsync(
            set => set.SetProperty(lease => lease.Until, now),
            cancellationToken
        );
    }

    private async Task<bool> SetUntilAsync(
        Lease lease,
        TimeSpan fromNow,
        CancellationToken cancellationToken
    )
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var until = await time.NowAsync(database, cancellationToken) + fromNow;
        return await database
                .SiteLeases.Where(row =>
                    row.ConnectionId == lease.ConnectionId && row.Epoch == lease.Epoch
                )
                .ExecuteUpdateAsync(
                    set => set.SetProperty(row => row.Until, until),
                    cancellationToken
                ) == 1;
    }

    private static async Task AddAsync(
        AppDatabase database,
        Guid connectionId,
        CancellationToken cancellationToken
    ) =>
        await database.Database.ExecuteSqlAsync(
            $"""INSERT INTO "SiteLeases" ("ConnectionId", "Epoch", "Until") VALUES ({connectionId}, 0, 0) ON CONFLICT DO NOTHING""",
            cancellationToken
        );
}
