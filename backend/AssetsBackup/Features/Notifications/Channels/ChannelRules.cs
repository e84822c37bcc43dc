using AssetsBackup.Features.Notifications.Delivery;
using FluentValidation;

namespace AssetsBackup.Features.Notifications.Channels;

/// <summary>The form of a channel, new or changed.</summary>
internal static class ChannelRules
{
    private const int LongestName = 100;
    private const int LongestUrl = 2000;
    private const int MostRecipients = 20;

    public static void ChannelName<T>(this IRuleBuilderInitial<T, string> rule) =>
        rule.Cascade(CascadeMode.Stop)
            .NotEmpty()
            .WithMessage("Give the channel a name.")
            .MaximumLength(LongestName)
            .WithMessage($"The name may have at most {LongestName} characters.");

    public static void Events<T>(
        this IRuleBuilderInitial<T, IReadOnlyList<NotificationEvent>> rule
    ) =>
        rule.Cascade(CascadeMode.Stop)
            .NotEmpty()
            .WithMessage("Choose at least one event.")
            .ForEach(each => each.IsInEnum());

    public static void Recipients<T>(this IRuleBuilderInitial<T, IReadOnlyList<string>?> rule) =>
        rule.Cascade(CascadeMode.Stop)
            .NotEmpty()
            .WithMessage("Enter at least one e-mail address.")
            .Must(all => all!.Count <= MostRecipients)
            .WithMessage(
                $"A channel has at most {MostRecipients} addresses. Use a mailing list, or another channel."
            )
            .Must(all => all!.All(MailAddresses.IsOne))
            .WithMessage(
                (_, all) =>
                    $"{all!.First(one => !MailAddresses.IsOne(one))} is not an e-mail address."
            );

    public static void WebhookUrl<T>(this IRuleBuilderInitial<T, string?> rule) =>
        rule.Cascade(CascadeMode.Stop)
            .NotEmpty()
            .WithMessage("Enter the address of the webhook.")
            .MaximumLength(LongestUrl)
            .WithMessage("This is too long for an address.")
            .Must(text => text!.Trim().StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            .WithMessage("The address must start with https://")
            .Must(text => Parse(text) is not null)
            .WithMessage(
                "This is not an address. Copy it again from the service that gave it, without a user name in it."
            );

    public static Uri? Parse(string? text) =>
        Uri.TryCreate(text?.Trim(), UriKind.Absolute, out var uri)
        && uri.Scheme == Uri.UriSchemeHttps
        && uri.UserInfo.Length == 0
        && uri.Fragment.Length == 0
        && uri.Host.Length > 0
            ? uri
            : null;
}
