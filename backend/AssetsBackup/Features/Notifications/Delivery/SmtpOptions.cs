using Microsoft.Extensions.Options;

namespace AssetsBackup.Features.Notifications.Delivery;

/// <summary>The operator's mail server, section <c>Smtp</c>. Without a host there are no e-mail channels.</summary>
internal sealed class SmtpOptions
{
    public const string Section = "Smtp";

    public string? Host { get; init; }

    /// <summary>25, 465, 587 or 2525, unless the host is in Outbound:AllowedHosts.</summary>
    public int Port { get; init; } = 587;

    public SmtpSecurity Security { get; init; } = SmtpSecurity.StartTls;

    /// <summary>Left out where the server asks nobody to sign in.</summary>
    public string? UserName { get; init; }

    public string? Password { get; init; }

    /// <summary>The address that messages come from.</summary>
    public string From { get; init; } = "";

    public bool IsConfigured => !string.IsNullOrWhiteSpace(Host);
}

internal enum SmtpSecurity
{
    /// <summary>Begins plain and goes on only once TLS was agreed on.</summary>
    StartTls,

    /// <summary>TLS from the first byte, as on port 465.</summary>
    Tls,

    /// <summary>Without TLS: only to a host in Outbound:AllowedHosts.</summary>
    None,
}

internal sealed class SmtpOptionsValidation : IValidateOptions<SmtpOptions>
{
    public ValidateOptionsResult Validate(string? name, SmtpOptions options)
    {
        var wrong = new ValidateOptionsResultBuilder();
        if (!options.IsConfigured)
            return ValidateOptionsResult.Success;
        if (options.Port is < 1 or > 65535)
            wrong.AddError($"{SmtpOptions.Section}:Port cannot be used: it has to be 1 to 65535.");
        if (!MailAddresses.IsOne(options.From))
            wrong.AddError(
                $"{SmtpOptions.Section}:From cannot be used: it has to be an e-mail address such as backup@example.com."
            );
        if (string.IsNullOrEmpty(options.UserName) != string.IsNullOrEmpty(options.Password))
            wrong.AddError($"{SmtpOptions.Section} needs both UserName and Password, or neither.");
        return wrong.Build();
    }
}
