using System.Text.Json;
using AssetsBackup.Features.Notifications.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AssetsBackup.Features.Notifications;

/// <summary>
/// One message for one channel. It is saved together with what it tells of, and delivered by the server at least once: whoever
/// gets it twice knows it by its id.
/// </summary>
internal sealed class Notification
{
    public required Guid Id { get; init; }

    public required Guid TenantId { get; init; }

    public required Guid ChannelId { get; init; }

    public required NotificationEvent Event { get; init; }

    /// <summary>What it tells of: a channel is told of the same once.</summary>
    public required string Subject { get; init; }

    /// <summary>JSON of <see cref="NotificationContent"/>; no secret and no value of Assets.</summary>
    public required string Content { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public NotificationState State { get; set; }

    /// <summary>Deliveries begun. Whoever delivers has its number: the outcome of one that was taken over is not recorded.</summary>
    public int Attempts { get; set; }

    /// <summary>When it is delivered, or was lost by the process that delivers it.</summary>
    public required DateTimeOffset NextAt { get; set; }

    public NotificationContent Read() =>
        JsonSerializer.Deserialize<NotificationContent>(Content, JsonSerializerOptions.Web)!;
}

internal enum NotificationState
{
    Pending,
    Delivered,

    /// <summary>Given up after the last attempt; the channel says why.</summary>
    Failed,
}

/// <summary>What a message says.</summary>
/// <param name="Title">In one line.</param>
/// <param name="Text">In sentences.</param>
/// <param name="Site">https address of the site that it is about.</param>
internal sealed record NotificationContent(string Title, string Text, string? Site)
{
    public NotifiedSchema? Schema { get; init; }

    public Guid? RunId { get; init; }

    /// <summary>In which state the run ended, or the schema is.</summary>
    public string? State { get; init; }

    /// <summary>Where the app shows more; null where it has no address in Jira.</summary>
    public string? Link { get; init; }
}

/// <summary>A schema as a message names it.</summary>
internal sealed record NotifiedSchema(Guid Id, string Key, string Name);

internal sealed class NotificationConfiguration : IEntityTypeConfiguration<Notification>
{
    public void Configure(EntityTypeBuilder<Notification> builder)
    {
        builder.HasKey(notification => notification.Id);
        builder
            .HasIndex(notification => new
            {
                notification.TenantId,
                notification.ChannelId,
                notification.Subject,
            })
            .IsUnique();
        builder.HasIndex(notification => new { notification.State, notification.NextAt });
        builder
            .HasOne<NotificationChannel>()
            .WithMany()
            .HasForeignKey(notification => notification.ChannelId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}
