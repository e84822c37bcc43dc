using AssetsBackup.Features.Audit;

namespace AssetsBackup.Features.Notifications.Channels;

/// <summary>What the audit log tells of a channel; of a webhook's address only the host, and that it was given.</summary>
internal sealed record ChannelFacts(string? Name, string? Kind, string? Address, string? Events)
{
    public static readonly ChannelFacts None = new(null, null, null, null);

    public static ChannelFacts Of(NotificationChannel channel) =>
        new(
            channel.Name,
            channel.Kind.InWords(),
            channel.Address,
            string.Join(", ", channel.Wanted.Select(happened => happened.InWords()))
        );

    public static AuditSubject SubjectOf(NotificationChannel channel) =>
        new(AuditSubjectKind.NotificationChannel, channel.Id, channel.Name);

    public IEnumerable<AuditValue> ChangesTo(ChannelFacts now) =>
        [
            new("Name", Name, now.Name),
            new("Kind", Kind, now.Kind),
            new("Goes to", Address, now.Address),
            new("Events", Events, now.Events),
        ];
}

internal static class ChannelKinds
{
    public static string InWords(this ChannelKind kind) =>
        kind switch
        {
            ChannelKind.Email => "e-mail",
            ChannelKind.Slack => "Slack-compatible webhook",
            ChannelKind.Webhook => "signed webhook",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
}
