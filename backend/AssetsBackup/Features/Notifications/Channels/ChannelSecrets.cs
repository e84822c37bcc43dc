using System.Text.Json;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Hosting.Keys;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Notifications.Channels;

/// <summary>What leads to a webhook, and what its messages are signed with. Neither is ever shown or printed.</summary>
/// <param name="Url">https address.</param>
/// <param name="SigningSecret">Null where messages are not signed.</param>
internal sealed record ChannelSecrets(string Url, string? SigningSecret)
{
    // A record would print both.
    public override string ToString() => nameof(ChannelSecrets);
}

/// <summary>Seals a channel's secrets for its row and opens them again; nothing else sees the stored bytes.</summary>
internal sealed class ChannelAccess(SecretBox box) : ISealedRows
{
    public byte[] Seal(Guid tenantId, Guid channelId, ChannelSecrets secrets) =>
        box.Seal(JsonSerializer.Serialize(secrets), Place(tenantId, channelId));

    /// <exception cref="SecretDoesNotOpenException">They were changed, moved, or sealed under another operator key.</exception>
    public ChannelSecrets Open(NotificationChannel channel) =>
        JsonSerializer.Deserialize<ChannelSecrets>(
            box.Open(channel.Access, Place(channel.TenantId, channel.Id))
        )!;

    public async Task ResealAsync(
        AppDatabase database,
        Func<byte[], SecretContext, byte[]> seal,
        CancellationToken cancellationToken
    )
    {
        var channels = await database
            .NotificationChannels.Where(channel => channel.Kind != ChannelKind.Email)
            .ToListAsync(cancellationToken);
        foreach (var channel in channels)
            channel.Access = seal(channel.Access, Place(channel.TenantId, channel.Id));
    }

    private static SecretContext Place(Guid tenantId, Guid channelId) =>
        new(
            tenantId,
            "NotificationChannels",
            channelId.ToString("N"),
            nameof(NotificationChannel.Access)
        );
}
