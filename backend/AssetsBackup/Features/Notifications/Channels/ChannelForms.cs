using AssetsBackup.Features.Notifications.Delivery;
using AssetsBackup.Hosting.Keys;
using AssetsBackup.Hosting.Problems;
using Microsoft.Extensions.Options;

namespace AssetsBackup.Features.Notifications.Channels;

/// <summary>What adding and changing a channel have in common.</summary>
internal sealed class ChannelForms(
    WebhookAddress addresses,
    ChannelAccess access,
    IOptions<SmtpOptions> smtp
)
{
    /// <summary>Whether messages could be sent there at all.</summary>
    /// <returns>A webhook's address; null for e-mail, and where none was given.</returns>
    /// <exception cref="ProblemException">smtp-not-configured, address-refused, webhook-name-not-found</exception>
    public async Task<Uri?> ProveAsync(
        ChannelKind kind,
        string? url,
        CancellationToken cancellationToken
    )
    {
        if (kind != ChannelKind.Email)
            return url is null ? null : await addresses.ProveAsync(url, cancellationToken);
        return smtp.Value.IsConfigured
            ? null
            : throw MailDelivery.NotConfigured().AsProblem("recipients");
    }

    public void Seal(NotificationChannel channel, ChannelSecrets secrets) =>
        channel.Access = access.Seal(channel.TenantId, channel.Id, secrets);

    /// <exception cref="ProblemException">channel-unreadable</exception>
    public ChannelSecrets Open(NotificationChannel channel)
    {
        try
        {
            return access.Open(channel);
        }
        catch (SecretDoesNotOpenException lost)
        {
            throw DeliveryException.Unreadable(lost).AsProblem();
        }
    }

    public static string Joined(IReadOnlyList<string> recipients) =>
        string.Join(
            ", ",
            recipients
                .Select(recipient => recipient.Trim())
                .Distinct(StringComparer.OrdinalIgnoreCase)
        );
}
