using AssetsBackup.Doors;
using AssetsBackup.Features.Notifications.Delivery;
using AssetsBackup.Hosting.Database;
using Mediator;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AssetsBackup.Features.Notifications.Channels;

public sealed record ListChannels : IRequest<ChannelList>;

/// <param name="SendsEmail">Whether the operator has named a mail server; without one there are no e-mail channels.</param>
public sealed record ChannelList(IReadOnlyList<ChannelView> Items, bool SendsEmail);

/// <summary>A channel. Addresses and signing secrets of webhooks are write-only.</summary>
/// <param name="Address">The recipients, or a webhook's host.</param>
/// <param name="DeliveredAt">When a message, a test too, was last taken.</param>
/// <param name="FailedAt">When one was last not taken; null once one was since.</param>
/// <param name="FailureCode">Of the problem catalogue, such as webhook-gone.</param>
/// <param name="FailureReason">Why, and what to do.</param>
/// <param name="Waiting">Messages that are still to be delivered.</param>
/// <param name="GivenUp">Messages of the last 60 days that were given up after the last attempt.</param>
public sealed record ChannelView(
    Guid Id,
    ChannelKind Kind,
    string Name,
    string Address,
    IReadOnlyList<NotificationEvent> Events,
    DateTimeOffset CreatedAt,
    DateTimeOffset? DeliveredAt,
    DateTimeOffset? FailedAt,
    string? FailureCode,
    string? FailureReason,
    int Waiting,
    int GivenUp
)
{
    internal static ChannelView Of(NotificationChannel channel, int waiting = 0, int givenUp = 0) =>
        new(
            channel.Id,
            channel.Kind,
            channel.Name,
            channel.Address,
            channel.Wanted,
            channel.CreatedAt,
            channel.DeliveredAt,
            channel.FailedAt,
            channel.FailureCode,
            channel.FailureReason,
            waiting,
            givenUp
        );
}

internal sealed class ListChannelsHandler(
    AppDatabase database,
    Caller caller,
    IOptions<SmtpOptions> smtp
) : IRequestHandler<ListChannels, ChannelList>
{
    public async ValueTask<ChannelList> Handle(
        ListChannels request,
        CancellationToken cancellationToken
    )
    {
        var channels = await database
            .NotificationChannels.AsNoTracking()
            .Where(channel => channel.TenantId == caller.TenantId)
            .OrderBy(channel => channel.Name)
            .ToListAsync(cancellationToken);
        var counts = await database
            .Notifications.Where(row =>
                row.TenantId == caller.TenantId && row.State != NotificationState.Delivered
            )
            .GroupBy(row => new { row.ChannelId, row.State })
            .Select(some => new
            {
                some.Key.ChannelId,
                some.Key.State,
                Count = some.Count(),
            })
            .ToListAsync(cancellationToken);
        return new ChannelList(
            [
                .. channels.Select(channel =>
                    ChannelView.Of(
                        channel,
                        CountOf(channel, NotificationState.Pending),
                        CountOf(channel, NotificationState.Failed)
                    )
                ),
            ],
            smtp.Value.IsConfigured
        );

        int CountOf(NotificationChannel channel, NotificationState state) =>
            counts.SingleOrDefault(one => one.ChannelId == channel.Id && one.State == state)?.Count
            ?? 0;
    }
}
