using System.Net.Sockets;
using System.Security.Authentication;
using AssetsBackup.Hosting.Outbound;
using AssetsBackup.Hosting.Problems;

namespace AssetsBackup.Features.Notifications.Delivery;

/// <summary>A message was not taken. It says what the admin is to do, and nothing of the message or of a webhook's address.</summary>
internal sealed class DeliveryException(string code, string title, string advice, Exception? inner)
    : Exception($"{title}. {advice}", inner)
{
    public string Code => code;

    /// <summary>What was wrong with the connection to a webhook; null where it was something else.</summary>
    public static DeliveryException? OfWebhook(Exception failure) =>
        Kind(failure) switch
        {
            Reach.Refused => new(
                "address-refused",
                "The webhook's address may not be called",
                OutboundRefusedException.In(failure)!.Message,
                failure
            ),
            Reach.NameNotFound => new(
                "webhook-name-not-found",
                "The webhook's host does not exist",
                "Check the host name in its address.",
                failure
            ),
            Reach.ConnectionRefused => new(
                "webhook-connection-refused",
                "Nothing listens at the webhook's address",
                "Check its host and port, and that the service behind it is running.",
                failure
            ),
            Reach.Tls => new(
                "webhook-tls",
                "No secure connection to the webhook",
                "Its certificate is not trusted, is out of date or is for another name. Renew it there, with the certificates in between.",
                failure
            ),
            Reach.NoAnswer => new(
                "webhook-no-answer",
                "The webhook did not answer in time",
                "Check that it can be reached from the internet and that it answers within seconds.",
                failure
            ),
            _ => null,
        };

    /// <summary>As <see cref="OfWebhook"/>, of the operator's mail server: what is wrong there is the operator's to mend.</summary>
    public static DeliveryException? OfMail(Exception failure) =>
        Kind(failure) switch
        {
            Reach.Refused => new(
                "smtp-address-refused",
                "The mail server may not be called",
                "Ask the operator of this app: a mail server inside a private network, on an unusual port or without TLS has to be named in Outbound:AllowedHosts.",
                failure
            ),
            Reach.NameNotFound => new(
                "smtp-name-not-found",
                "The mail server does not exist",
                "Ask the operator of this app to check Smtp:Host.",
                failure
            ),
            Reach.ConnectionRefused => new(
                "smtp-connection-refused",
                "The mail server refuses connections",
                "Ask the operator of this app to check Smtp:Host and Smtp:Port.",
                failure
            ),
            Reach.Tls => new(
                "smtp-tls",
                "No secure connection to the mail server",
                "Ask the operator of this app to check its certificate, and whether Smtp:Security fits its port.",
                failure
            ),
            Reach.NoAnswer => new(
                "smtp-no-answer",
                "The mail server did not answer in time",
                "Try again in a minute. If it stays so, ask the operator of this app.",
                failure
            ),
            _ => null,
        };

    /// <summary>Of a channel whose row was changed, or sealed under another operator key.</summary>
    public static DeliveryException Unreadable(Exception failure) =>
        new(
            "channel-unreadable",
            "The address that is stored for this channel cannot be read",
            "Delete the channel and add it again. If others cannot be read either, the operator of this app has to look whether the server has the right key.",
            failure
        );

    public static DeliveryException Unexpected(Exception failure) =>
        new(
            "unexpected",
            "Something went wrong on our side",
            "The message is sent again later. If it stays so, tell the operator of this app.",
            failure
        );

    /// <summary>The failure as the answer to somebody who waits for it.</summary>
    /// <param name="field">The form's field that it is about; null where none is.</param>
    public ProblemException AsProblem(string? field = null) =>
        new(
            new Problem(
                code,
                StatusCodes.Status422UnprocessableEntity,
                title,
                advice,
                field is null
                    ? null
                    : new Dictionary<string, string>(StringComparer.Ordinal)
                    {
                        [field] = $"{title}.",
                    }
            )
        );

    private static Reach? Kind(Exception? failure) =>
        failure switch
        {
            null => null,
            OutboundRefusedException => Reach.Refused,
            SocketException
            {
                SocketErrorCode: SocketError.HostNotFound
                    or SocketError.NoData
                    or SocketError.TryAgain
            } => Reach.NameNotFound,
            SocketException { SocketErrorCode: SocketError.ConnectionRefused } =>
                Reach.ConnectionRefused,
            AuthenticationException or MailKit.Security.SslHandshakeException => Reach.Tls,
            _ => Kind(failure.InnerException)
                ?? (
                    failure
                        is OperationCanceledException
                            or HttpRequestException
                            or IOException
                            or SocketException
                        ? Reach.NoAnswer
                        : null
                ),
        };

    private enum Reach
    {
        Refused,
        NameNotFound,
        ConnectionRefused,
        Tls,
        NoAnswer,
    }
}
