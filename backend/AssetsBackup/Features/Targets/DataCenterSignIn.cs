using AssetsBackup.Atlassian;
using AssetsBackup.Features.Connections.Credentials;
using FluentValidation;

namespace AssetsBackup.Features.Targets;

/// <summary>How an account of a Data Center signs in.</summary>
public interface IDataCenterSignIn
{
    SignIn SignIn { get; }

    string? UserName { get; }

    string Secret { get; }
}

internal static class DataCenterSignIns
{
    public static DataCenterAccount AccountAt(this IDataCenterSignIn signIn, string siteUrl) =>
        new(
            siteUrl,
            signIn.SignIn,
            signIn.SignIn == SignIn.Basic ? signIn.UserName!.Trim() : null,
            signIn.Secret
        );
}

internal sealed class DataCenterSignInRules : AbstractValidator<IDataCenterSignIn>
{
    private const int LongestUserName = 255;
    private const int LongestSecret = 2000;

    public DataCenterSignInRules()
    {
        RuleFor(account => account.SignIn).IsInEnum();
        RuleFor(account => account.UserName)
            .Cascade(CascadeMode.Stop)
            .NotEmpty()
            .WithMessage("Enter the user name that the account signs in with.")
            .MaximumLength(LongestUserName)
            .WithMessage("This is too long for a user name.")
            // The header that carries both has no other place for a colon (RFC 7617).
            .Must(name => !name!.Contains(':', StringComparison.Ordinal))
            .WithMessage("A user name has no colon.")
            .When(account => account.SignIn == SignIn.Basic);
        RuleFor(account => account.Secret)
            .Cascade(CascadeMode.Stop)
            .NotEmpty()
            .WithMessage("Enter the password or the personal access token.")
            .MaximumLength(LongestSecret)
            .WithMessage("This is too long.");
        RuleFor(account => account.Secret)
            .Must(token => token.All(character => character is > ' ' and <= '~'))
            .WithMessage(
                "A personal access token has no spaces or special characters. Copy it again from your Jira profile."
            )
            .When(account =>
                account.SignIn == SignIn.AccessToken && !string.IsNullOrEmpty(account.Secret)
            );
    }
}
