using AssetsBackup.Doors;
using AssetsBackup.Features.Notifications.Delivery;
using AssetsBackup.Hosting;
using AssetsBackup.Hosting.Database;
using Mediator;

namespace AssetsBackup.Features.Notifications.Channels;

/// <summary>Sends a test message now, once.</summary>
public sealed record TestChannel(Guid Id) : IRequest<ChannelView>;

internal sealed class TestChannelHandler(
    AppDatabase database,
    Caller caller,
    ChannelDelivery delivery,
    IdSource ids,
    TimeProvider clock
) : IRequestHandler<TestChannel, ChannelView>
{
    // The API answers within 10 seconds.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    public async ValueTask<ChannelView> Handle(
        TestChannel request,
        CancellationToken cancellationToken
    )
    {
        var channel = await database.ChannelAsync(caller, request.Id, cancellationToken);
        var message = new Message(
            ids.Next(),
            NotificationEvents.Test,
            clock.GetUtcNow(),
            new NotificationContent(
                "Test message",
                $"The channel {channel.Name} works. It is told of: {string.Join(", ", channel.Wanted.Select(happened => happened.InWords().ToLowerInvariant()))}.",
                caller.SiteUrl
            )
        );
        try
        {
            await delivery.SendAsync(channel, message, Patience, cancellationToken);
        }
        catch (DeliveryException failure)
        {
            channel.Failed(clock.GetUtcNow(), failure.Code, failure.Message);
            await database.SaveChangesAsync(cancellationToken);
            throw failure.AsProblem();
        }
        channel.Delivered(clock.GetUtcNow());
        await database.SaveChangesAsync(cancellationToken);
        return ChannelView.Of(channel);
    }
}
