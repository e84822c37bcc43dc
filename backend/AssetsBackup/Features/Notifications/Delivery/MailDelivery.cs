using System.Security.Cryptography.X509Certificates;
using AssetsBackup.Hosting.Outbound;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;
using MimeKit.Text;

namespace AssetsBackup.Features.Notifications.Delivery;

/// <summary>Sends messages by the operator's mail server.</summary>
internal sealed class MailDelivery(
    OutboundGuard guard,
    IOptions<SmtpOptions> options,
    ILogger<MailDelivery> logger
)
{
    /// <exception cref="DeliveryException">It was not taken for every recipient.</exception>
    public async Task SendAsync(
        IReadOnlyList<string> recipients,
        Message message,
        CancellationToken cancellationToken
    )
    {
        if (!options.Value.IsConfigured)
            throw NotConfigured();
        using var client = new SmtpClient
        {
            // Lists of revoked certificates would be fetched past the guard.
            CheckCertificateRevocation = false,
        };
        Trust(client);
        try
        {
            await ConnectAsync(client, cancellationToken);
            await client.SendAsync(MailOf(recipients, message), cancellationToken);
            await client.DisconnectAsync(quit: true, cancellationToken);
        }
        catch (Exception failure) when (FailureOf(failure) is not null)
        {
            // Not its words: mail servers repeat addresses.
            logger.LogWarning("A message was not sent by mail: {Reason}", failure.GetType().Name);
            throw FailureOf(failure)!;
        }
    }

    public static DeliveryException NotConfigured() =>
        new(
            "smtp-not-configured",
            "This server sends no e-mail",
            "Ask the operator of this app to name a mail server (Smtp:Host), or choose a webhook.",
            null
        );

    private async Task ConnectAsync(SmtpClient client, CancellationToken cancellationToken)
    {
        var smtp = options.Value;
        var stream = await guard.ConnectToAsync(
            OutboundService.Mail,
            smtp.Host!,
            smtp.Port,
            smtp.Security == SmtpSecurity.None,
            cancellationToken
        );
        await client.ConnectAsync(
            stream,
            smtp.Host!,
            smtp.Port,
            smtp.Security switch
            {
                SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
                SmtpSecurity.None => SecureSocketOptions.None,
                _ => SecureSocketOptions.StartTls,
            },
            cancellationToken
        );
        if (!string.IsNullOrEmpty(smtp.UserName))
            await client.AuthenticateAsync(smtp.UserName, smtp.Password!, cancellationToken);
    }

    /// <summary>In Development the simulator's authority is trusted for its own hosts; the machine's trust holds for all others.</summary>
    private void Trust(SmtpClient client)
    {
        if (guard.TrustFor(options.Value.Host!) is not { } policy)
            return;
        client.ServerCertificateValidationCallback = (_, certificate, _, errors) =>
        {
            if (
                certificate is null
                || errors.HasFlag(System.Net.Security.SslPolicyErrors.RemoteCertificateNameMismatch)
            )
                return false;
            using var chain = new X509Chain { ChainPolicy = policy };
            return chain.Build(new X509Certificate2(certificate));
        };
    }

    private MimeMessage MailOf(IReadOnlyList<string> recipients, Message message)
    {
        var from = MailboxAddress.Parse(options.Value.From);
        var mail = new MimeMessage
        {
            MessageId = $"{message.Id:N}@{from.Domain}",
            Date = message.At,
            Subject = $"[Assets Backup & Migration] {message.Content.Title}",
            Body = new TextPart(TextFormat.Plain) { Text = message.InWords() },
        };
        mail.From.Add(from);
        mail.To.AddRange(recipients.Select(MailboxAddress.Parse));
        // Whoever is away answers people, not programs.
        mail.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        return mail;
    }

    private static DeliveryException? FailureOf(Exception failure) =>
        failure switch
        {
            AuthenticationException => new DeliveryException(
                "smtp-sign-in",
                "The mail server does not accept its user name and password",
                "Ask the operator of this app to check Smtp:UserName and Smtp:Password.",
                failure
            ),
            SmtpCommandException { ErrorCode: SmtpErrorCode.RecipientNotAccepted } refused =>
                new DeliveryException(
                    "recipient-refused",
                    $"The mail server does not take messages for {refused.Mailbox?.Address}",
                    "Check the address, or remove it from this channel.",
                    failure
                ),
            SmtpCommandException { ErrorCode: SmtpErrorCode.SenderNotAccepted } =>
                new DeliveryException(
                    "smtp-sender-refused",
                    "The mail server does not take messages from this app's address",
                    "Ask the operator of this app to check Smtp:From, and whether its sign-in may send from it.",
                    failure
                ),
            SmtpCommandException other => new DeliveryException(
                "smtp-refused",
                $"The mail server answered {(int)other.StatusCode}: it does not take the message",
                "Try again later. If it stays so, ask the operator of this app to look into the mail server's log.",
                failure
            ),
            // The server does not offer TLS, or no way to sign in that we know.
            NotSupportedException => DeliveryException.OfMail(
                new SslHandshakeException(failure.Message, failure)
            ),
            ProtocolException => new DeliveryException(
                "smtp-protocol",
                "What answers there is no mail server",
                "Ask the operator of this app to check Smtp:Port, and whether Smtp:Security fits it.",
                failure
            ),
            _ => DeliveryException.OfMail(failure),
        };
}
