using AssetsBackup.Features.Notifications.Channels;
using AssetsBackup.Hosting.Keys;

namespace AssetsBackup.Features.Notifications.Delivery;

/// <summary>Delivers one message to one channel, in bounded time.</summary>
internal sealed class ChannelDelivery(
    MailDelivery mail,
    WebhookDelivery webhooks,
    ChannelAccess access,
    TimeProvider clock
)
{
    /// <exception cref="DeliveryException">It was not taken.</exception>
    public async Task SendAsync(
        NotificationChannel channel,
        Message message,
        TimeSpan patience,
        CancellationToken cancellationToken
    )
    {
        using var time = new CancellationTokenSource(patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(
            time.Token,
            cancellationToken
        );
        try
        {
            if (channel.Kind == ChannelKind.Email)
                await mail.SendAsync(channel.Recipients, message, either.Token);
            else
                await webhooks.SendAsync(channel.Kind, access.Open(channel), message, either.Token);
        }
        catch (SecretDoesNotOpenException lost)
        {
            throw DeliveryException.Unreadable(lost);
        }
        // Whoever ends the program hears that, not that the other side was slow.
        catch (DeliveryException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
    }
}
