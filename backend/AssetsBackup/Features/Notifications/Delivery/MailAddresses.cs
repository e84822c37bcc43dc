using MimeKit;

namespace AssetsBackup.Features.Notifications.Delivery;

internal static class MailAddresses
{
    /// <summary>Whether a text is one address and nothing else: the mail library also takes a name before it, several, or a user without a domain.</summary>
    public static bool IsOne(string text) =>
        MailboxAddress.TryParse(text, out var mailbox)
        && mailbox.Address == text.Trim()
        && mailbox.Domain.Length > 0
        && !text.Contains(',', StringComparison.Ordinal);
}
