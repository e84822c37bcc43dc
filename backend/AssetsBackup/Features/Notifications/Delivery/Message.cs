namespace AssetsBackup.Features.Notifications.Delivery;

/// <summary>What is delivered, by whatever channel.</summary>
/// <param name="Id">The same at every attempt: whoever gets it twice knows it by this.</param>
/// <param name="Type">Of <see cref="NotificationEvents.OnTheWire"/>, or <see cref="NotificationEvents.Test"/>.</param>
/// <param name="At">When it happened.</param>
internal sealed record Message(Guid Id, string Type, DateTimeOffset At, NotificationContent Content)
{
    public static Message Of(Notification notification) =>
        new(
            notification.Id,
            notification.Event.OnTheWire(),
            notification.CreatedAt,
            notification.Read()
        );

    /// <summary>For people: what happened, where, and where to see more.</summary>
    public string InWords() =>
        string.Join(
            "\n\n",
            new[] { Content.Text, SiteInWords(), Content.Link }.Where(part =>
                !string.IsNullOrEmpty(part)
            )
        );

    private string? SiteInWords() => Content.Site is { } site ? $"Site: {site}" : null;
}
