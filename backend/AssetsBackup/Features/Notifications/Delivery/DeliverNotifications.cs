using AssetsBackup.Features.Notifications.Channels;
using AssetsBackup.Features.Tenants;
using AssetsBackup.Hosting.Database;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Notifications.Delivery;

/// <summary>
/// Works off the outbox: of each channel the oldest message that is due, so that none keeps the others waiting. Whoever takes one
/// counts its attempt up and has it for a while; a process that dies in between leaves it to the next.
/// </summary>
internal sealed class DeliverNotifications(
    IDbContextFactory<AppDatabase> databases,
    ChannelDelivery delivery,
    DatabaseTime time,
    ILogger<DeliverNotifications> logger
)
{
    private const int ChannelsAtOnce = 100;
    private const int InParallel = 16;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Far longer than a delivery takes: after it whoever had the message is dead.</summary>
    private static readonly TimeSpan TakenFor = TimeSpan.FromMinutes(2);

    /// <summary>How long after each attempt the next one is; after the last there is none. About ten hours in all.</summary>
    public static readonly IReadOnlyList<TimeSpan> Waits =
    [
        TimeSpan.FromSeconds(30),
        TimeSpan.FromMinutes(2),
        TimeSpan.FromMinutes(10),
        TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(1),
        TimeSpan.FromHours(3),
        TimeSpan.FromHours(5),
    ];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var due = await DueAsync(cancellationToken);
        await Parallel.ForEachAsync(
            due,
            new ParallelOptions
            {
                MaxDegreeOfParallelism = InParallel,
                CancellationToken = cancellationToken,
            },
            async (channel, stop) =>
            {
                if (await TakeAsync(channel, stop) is { } taken)
                    await DeliverAsync(taken, stop);
            }
        );
    }

    private async Task<IReadOnlyList<DueChannel>> DueAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var now = await time.NowAsync(database, cancellationToken);
        return await database
            .Notifications.Where(row =>
                row.State == NotificationState.Pending
                && row.NextAt <= now
                && database.Tenants.Any(tenant =>
                    tenant.Id == row.TenantId && tenant.State == TenantState.Active
                )
            )
            .GroupBy(row => new { row.TenantId, row.ChannelId })
            .OrderBy(channel => channel.Min(row => row.NextAt))
            .Take(ChannelsAtOnce)
            .Select(channel => new DueChannel(channel.Key.TenantId, channel.Key.ChannelId))
            .ToListAsync(cancellationToken);
    }

    private async Task<Notification?> TakeAsync(
        DueChannel channel,
        CancellationToken cancellationToken
    )
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var now = await time.NowAsync(database, cancellationToken);
        var next = await database
            .Notifications.AsNoTracking()
            .Where(row =>
                row.TenantId == channel.TenantId
                && row.ChannelId == channel.Id
                && row.State == NotificationState.Pending
                && row.NextAt <= now
            )
            .OrderBy(row => row.CreatedAt)
            .FirstOrDefaultAsync(cancellationToken);
        if (next is null)
            return null;
        var taken = await Still(database, next)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(row => row.Attempts, next.Attempts + 1)
                        .SetProperty(row => row.NextAt, now + TakenFor),
                cancellationToken
            );
        next.Attempts++;
        return taken == 1 ? next : null;
    }

    private async Task DeliverAsync(Notification taken, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var channel = await database.NotificationChannels.SingleOrDefaultAsync(
            row => row.TenantId == taken.TenantId && row.Id == taken.ChannelId,
            cancellationToken
        );
        if (channel is null)
            return;
        var failure = await TryAsync(channel, taken, cancellationToken);
        await RecordAsync(database, taken, channel, failure);
    }

    /// <returns>Why it was not taken; null where it was.</returns>
    private async Task<DeliveryException?> TryAsync(
        NotificationChannel channel,
        Notification taken,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await delivery.SendAsync(channel, Message.Of(taken), Patience, cancellationToken);
            return null;
        }
        catch (DeliveryException failure)
        {
            return failure;
        }
        // One message that nobody foresaw keeps no other channel waiting. What it says may quote the message.
        catch (Exception unexpected) when (unexpected is not OperationCanceledException)
        {
            logger.LogError(
                "Notification {NotificationId} cannot be delivered: {Failure}",
                taken.Id,
                unexpected.GetType().Name
            );
            return DeliveryException.Unexpected(unexpected);
        }
    }

    // What was sent is recorded whoever ends the program meanwhile.
    private async Task RecordAsync(
        AppDatabase database,
        Notification taken,
        NotificationChannel channel,
        DeliveryException? failure
    )
    {
        var stop = CancellationToken.None;
        var now = await time.NowAsync(database, stop);
        var isLast = taken.Attempts > Waits.Count;
        var (state, next) =
            failure is null ? (NotificationState.Delivered, now)
            : isLast ? (NotificationState.Failed, now)
            : (NotificationState.Pending, now + Waits[taken.Attempts - 1]);
        await using var transaction = await database.Database.BeginTransactionAsync(stop);
        var recorded = await Still(database, taken)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(row => row.State, state).SetProperty(row => row.NextAt, next),
                stop
            );
        // Another process took it over, or the channel was deleted.
        if (recorded == 0)
            return;
        if (failure is null)
            channel.Delivered(now);
        else
            channel.Failed(now, failure.Code, failure.Message);
        await database.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        if (failure is not null)
            logger.LogWarning(
                "Notification {NotificationId} was not delivered at attempt {Attempt}: {Code}",
                taken.Id,
                taken.Attempts,
                failure.Code
            );
    }

    /// <summary>The message, while nobody else has taken it since.</summary>
    private static IQueryable<Notification> Still(AppDatabase database, Notification seen) =>
        database.Notifications.Where(row =>
            row.TenantId == seen.TenantId
            && row.Id == seen.Id
            && row.State == NotificationState.Pending
            && row.Attempts == seen.Attempts
        );

    private sealed record DueChannel(Guid TenantId, Guid Id);
}
