using AssetsBackup.Atlassian;
using FluentValidation;

namespace AssetsBackup.Features.Connections.Credentials;

/// <summary>The form of credentials, the same for the current connection and for targets.</summary>
internal static class CredentialRules
{
    private const int LongestName = 100;
    private const int LongestEmail = 254;
    private const int LongestToken = 2000;
    private const int LongestWorkspaceText = 10_000;

    public static void ConnectionName<T>(this IRuleBuilderInitial<T, string> rule) =>
        rule.Cascade(CascadeMode.Stop)
            .NotEmpty()
            .WithMessage("Give the connection a name.")
            .MaximumLength(LongestName)
            .WithMessage($"The name may have at most {LongestName} characters.");

    public static void WorkspaceId<T>(this IRuleBuilderInitial<T, string> rule) =>
        rule.Cascade(CascadeMode.Stop)
            .NotEmpty()
            .WithMessage("Enter the Workspace ID, or let us find it for you.")
            .MaximumLength(LongestWorkspaceText)
            .WithMessage("This is too long for a Workspace ID.")
            .Must(text => WorkspaceIdText.Parse(text) is not null)
            .WithMessage(
                "A Workspace ID has letters, digits and hyphens only. You can also paste the whole answer of the workspace page."
            );

    public static void Email<T>(this IRuleBuilderInitial<T, string> rule) =>
        rule.Cascade(CascadeMode.Stop)
            .NotEmpty()
            .WithMessage("Enter the e-mail address of the account that the API token belongs to.")
            .MaximumLength(LongestEmail)
            .WithMessage("This is too long for an e-mail address.")
            .Must(email => email.IndexOf('@', StringComparison.Ordinal) > 0 && !email.Contains(':'))
            .WithMessage("This is not an e-mail address.");

    public static void ApiToken<T>(this IRuleBuilderInitial<T, string> rule) =>
        rule.Cascade(CascadeMode.Stop)
            .NotEmpty()
            .WithMessage("Enter an API token of the account.")
            .MaximumLength(LongestToken)
            .WithMessage("This is too long for an API token.")
            .Must(token => token.All(character => character is > ' ' and <= '~'))
            .WithMessage(
                "An API token has no spaces or special characters. Copy it again from Atlassian's page."
            );

    // Where it is still today in one zone it may be tomorrow in another.
    public static void TokenExpiry<T>(
        this IRuleBuilderInitial<T, DateOnly?> rule,
        TimeProvider clock
    ) =>
        rule.Must(day =>
                day is null
                || day >= DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(-1)
            )
            .WithMessage(
                "This day has passed. Enter the day on which the token expires, or leave it empty."
            );

    public static void SiteUrl<T>(this IRuleBuilderInitial<T, string?> rule) =>
        rule.Cascade(CascadeMode.Stop)
            .NotEmpty()
            .WithMessage("Enter the address of the site.")
            .Must(text => text!.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            .WithMessage("The address must start with https://")
            .Must(text => SiteAddress.Parse(text!) is not null)
            .WithMessage("Enter the site's address alone, like https://your-site.atlassian.net");

    public static void ServerUrl<T>(this IRuleBuilderInitial<T, string> rule) =>
        rule.Cascade(CascadeMode.Stop)
            .NotEmpty()
            .WithMessage("Enter the address of Jira.")
            .Must(text => text.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            .WithMessage("The address must start with https://")
            .Must(text => SiteAddress.ParseServer(text) is not null)
            .WithMessage(
                "Enter the address that Jira opens at, like https://jira.example.com, without a search or a page."
            );
}
