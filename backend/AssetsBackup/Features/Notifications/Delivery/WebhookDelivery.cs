using System.Net;
using System.Text;
using AssetsBackup.Features.Notifications.Channels;

namespace AssetsBackup.Features.Notifications.Delivery;

/// <summary>Posts messages to webhooks. An address is a secret: it is in no log and in no failure.</summary>
internal sealed class WebhookDelivery(IHttpClientFactory clients, TimeProvider clock)
{
    public const string Client = "notifications";

    /// <exception cref="DeliveryException">It was not taken.</exception>
    public async Task SendAsync(
        ChannelKind kind,
        ChannelSecrets channel,
        Message message,
        CancellationToken cancellationToken
    )
    {
        using var request = RequestOf(kind, channel, message);
        using var client = clients.CreateClient(Client);
        try
        {
            using var answer = await client.SendAsync(
                request,
                HttpCompletionOption.ResponseHeadersRead,
                cancellationToken
            );
            ThrowUnlessTaken(answer.StatusCode);
        }
        catch (Exception failure)
            when (failure is HttpRequestException or OperationCanceledException
                && DeliveryException.OfWebhook(failure) is not null
            )
        {
            throw DeliveryException.OfWebhook(failure)!;
        }
    }

    private HttpRequestMessage RequestOf(ChannelKind kind, ChannelSecrets channel, Message message)
    {
        var body =
            kind == ChannelKind.Slack
                ? WebhookBody.OfSlack(message)
                : WebhookBody.OfProgram(message);
        var request = new HttpRequestMessage(HttpMethod.Post, channel.Url)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        if (channel.SigningSecret is not { } secret)
            return request;
        var (id, now) = ($"msg_{message.Id:N}", clock.GetUtcNow().ToUnixTimeSeconds());
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", now.ToString());
        request.Headers.Add("webhook-signature", WebhookBody.Sign(secret, id, now, body));
        return request;
    }

    private static void ThrowUnlessTaken(HttpStatusCode status)
    {
        var number = (int)status;
        if (number is >= 200 and < 300)
            return;
        throw number switch
        {
            >= 300 and < 400 => new DeliveryException(
                "webhook-redirects",
                $"The webhook answered {number}: it is somewhere else now",
                "Enter the address that it leads to; redirects are not followed.",
                null
            ),
            429 => new DeliveryException(
                "webhook-limited",
                "The webhook answered 429: it takes no more messages for now",
                "They are sent again later. If it stays so, choose fewer events.",
                null
            ),
            401 or 403 => new DeliveryException(
                "webhook-not-allowed",
                $"The webhook answered {number}: it does not let us in",
                "Make a new address there and enter it here; a generic webhook may also have another signing secret.",
                null
            ),
            404 or 410 => new DeliveryException(
                "webhook-gone",
                $"The webhook answered {number}: it is not there",
                "It was deleted, or its address is not complete. Make a new one there and enter it here.",
                null
            ),
            < 500 => new DeliveryException(
                "webhook-refused",
                $"The webhook answered {number}: it does not take the message",
                "Check that the kind of channel fits: a Slack-compatible one gets text, a generic one JSON of its own.",
                null
            ),
            _ => new DeliveryException(
                "webhook-failed",
                $"The webhook answered {number}: something is wrong there",
                "Look at the service behind it. Messages are sent again for some hours.",
                null
            ),
        };
    }
}
