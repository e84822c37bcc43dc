using Microsoft.Extensions.Options;

namespace AssetsBackup.Features.Notifications;

/// <summary>The server's settings of notifications, section <c>Notifications</c>.</summary>
internal sealed class NotificationOptions
{
    public const string Section = "Notifications";

    /// <summary>How long after a scheduled backup was due it is called overdue, unless a good backup was made since. One hour to 30 days; 24 hours by default.</summary>
    public TimeSpan OverdueAfter { get; init; } = TimeSpan.FromHours(24);
}

internal sealed class NotificationOptionsValidation : IValidateOptions<NotificationOptions>
{
    public ValidateOptionsResult Validate(string? name, NotificationOptions options) =>
        options.OverdueAfter >= TimeSpan.FromHours(1)
        && options.OverdueAfter <= TimeSpan.FromDays(30)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"{NotificationOptions.Section}:{nameof(NotificationOptions.OverdueAfter)} cannot be used: it has to be from 01:00:00 to 30.00:00:00."
            );
}
