using AssetsBackup.Features.Tenants;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AssetsBackup.Features.Notifications.Channels;

/// <summary>Somewhere a tenant wants to be told of what happens, and of what.</summary>
internal sealed class NotificationChannel
{
    public required Guid Id { get; init; }

    public required Guid TenantId { get; init; }

    public required ChannelKind Kind { get; init; }

    public required string Name { get; set; }

    /// <summary>What may be shown of where it leads: the recipients, or a webhook's host.</summary>
    public required string Address { get; set; }

    /// <summary>A webhook's address and signing secret (<see cref="ChannelAccess"/>): encrypted, bound to this row, write-only. Empty for e-mail.</summary>
    public byte[] Access { get; set; } = [];

    /// <summary>The names of the events, with commas between them.</summary>
    public string Events { get; private set; } = "";

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When something was last delivered, a test too.</summary>
    public DateTimeOffset? DeliveredAt { get; private set; }

    /// <summary>When a delivery last failed; null once one has succeeded since.</summary>
    public DateTimeOffset? FailedAt { get; private set; }

    public string? FailureCode { get; private set; }

    /// <summary>Why it failed, in words for the admin.</summary>
    public string? FailureReason { get; private set; }

    public IReadOnlyList<string> Recipients =>
        Kind == ChannelKind.Email ? Address.Split(", ", StringSplitOptions.RemoveEmptyEntries) : [];

    /// <summary>One that this version does not know is left out.</summary>
    public IReadOnlyList<NotificationEvent> Wanted =>
        [
            .. Events
                .Split(',', StringSplitOptions.RemoveEmptyEntries)
                .Where(name => Enum.IsDefined(typeof(NotificationEvent), name))
                .Select(Enum.Parse<NotificationEvent>),
        ];

    public void Want(IEnumerable<NotificationEvent> events) =>
        Events = string.Join(',', events.Distinct().Order());

    public void Delivered(DateTimeOffset at) =>
        (DeliveredAt, FailedAt, FailureCode, FailureReason) = (at, null, null, null);

    public void Failed(DateTimeOffset at, string code, string reason) =>
        (FailedAt, FailureCode, FailureReason) = (at, code, reason);
}

public enum ChannelKind
{
    Email,

    /// <summary>An incoming webhook as Slack has them; others take the same.</summary>
    Slack,

    /// <summary>JSON, signed as Standard Webhooks has it.</summary>
    Webhook,
}

internal sealed class NotificationChannelConfiguration
    : IEntityTypeConfiguration<NotificationChannel>
{
    public void Configure(EntityTypeBuilder<NotificationChannel> builder)
    {
        builder.HasKey(channel => channel.Id);
        builder.HasIndex(channel => new { channel.TenantId, channel.Name }).IsUnique();
        builder.Ignore(channel => channel.Recipients).Ignore(channel => channel.Wanted);
        builder.HasOne<Tenant>().WithMany().HasForeignKey(channel => channel.TenantId);
    }
}
