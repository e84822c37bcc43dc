using System.Net.Sockets;
using AssetsBackup.Features.Notifications.Delivery;
using AssetsBackup.Hosting.Outbound;
using AssetsBackup.Hosting.Problems;

namespace AssetsBackup.Features.Notifications.Channels;

/// <summary>A webhook's address as it is entered: what can be told of it without sending anything is told at its field.</summary>
internal sealed class WebhookAddress(OutboundGuard guard)
{
    private const string Field = "url";

    /// <exception cref="ProblemException">address-refused, webhook-name-not-found</exception>
    public async Task<Uri> ProveAsync(string url, CancellationToken cancellationToken)
    {
        var uri = ChannelRules.Parse(url)!;
        try
        {
            await guard.EnsureAllowedAsync(uri.IdnHost, uri.Port, cancellationToken);
        }
        catch (Exception failure) when (failure is OutboundRefusedException or SocketException)
        {
            throw DeliveryException.OfWebhook(failure)!.AsProblem(Field);
        }
        return uri;
    }
}
