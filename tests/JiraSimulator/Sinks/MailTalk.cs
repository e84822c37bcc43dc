using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace JiraSimulator.Sinks;

/// <summary>One client's talk with the mail server (RFC 5321, 3207, 4954): strict in order, line ends and lengths.</summary>
internal sealed class MailTalk(Stream first, X509Certificate2 certificate, MailSink sink)
    : IAsyncDisposable
{
    private const int LongestLine = 1000;

    private readonly MailSettings settings = sink.Settings;
    private readonly List<string> recipients = [];
    private Stream stream = first;
    private bool isSecure;
    private bool isSignedIn;
    private string? sender;

    public async Task RunAsync(CancellationToken stop)
    {
        await Task.Delay(settings.DelayMilliseconds, stop);
        if (settings.SpeaksHttp)
        {
            await SayAsync("HTTP/1.1 400 Bad Request", stop);
            return;
        }
        await SayAsync("220 mail.sinks.example ESMTP", stop);
        while (await ReadLineAsync(stop) is { } line)
        {
            var verb = line.Split(' ', 2)[0].ToUpperInvariant();
            if (verb == "QUIT")
            {
                await SayAsync("221 Bye", stop);
                return;
            }
            await AnswerAsync(verb, line, stop);
        }
    }

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    private Task AnswerAsync(string verb, string line, CancellationToken stop) =>
        verb switch
        {
            "EHLO" => GreetAsync(stop),
            "STARTTLS" when settings.OffersTls && !isSecure => SecureAsync(stop),
            "NOOP" => SayAsync("250 OK", stop),
            "RSET" => ResetAsync(stop),
            _ when !isSecure => SayAsync("530 Must issue a STARTTLS command first", stop),
            "AUTH" => SignInAsync(line, stop),
            _ when !isSignedIn => SayAsync("530 Authentication required", stop),
            "MAIL" => TakeSenderAsync(line, stop),
            "RCPT" => TakeRecipientAsync(line, stop),
            "DATA" => TakeMessageAsync(stop),
            _ => SayAsync("502 Not implemented", stop),
        };

    private async Task GreetAsync(CancellationToken stop)
    {
        await SayAsync("250-mail.sinks.example", stop);
        if (settings.OffersTls && !isSecure)
            await SayAsync("250-STARTTLS", stop);
        if (isSecure)
            await SayAsync("250-AUTH PLAIN", stop);
        await SayAsync("250 8BITMIME", stop);
    }

    private async Task SecureAsync(CancellationToken stop)
    {
        await SayAsync("220 Ready to start TLS", stop);
        var tls = new SslStream(stream);
        await tls.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions { ServerCertificate = certificate },
            stop
        );
        (stream, isSecure) = (tls, true);
    }

    private async Task SignInAsync(string line, CancellationToken stop)
    {
        if (line.Split(' ') is not [_, "PLAIN", var given])
        {
            await SayAsync("504 Only PLAIN with its first answer", stop);
            return;
        }
        var parts = Encoding.UTF8.GetString(Convert.FromBase64String(given)).Split('\0');
        isSignedIn =
            parts is [_, var user, var word]
            && user == settings.UserName
            && word == settings.Password;
        await SayAsync(isSignedIn ? "235 OK" : "535 5.7.8 Credentials invalid", stop);
    }

    private Task TakeSenderAsync(string line, CancellationToken stop)
    {
        sender = AddressIn(line, "FROM:");
        return SayAsync(
            sender is null ? "501 No sender"
                : settings.RefusesSender ? "550 5.7.1 Sender not allowed"
                : "250 OK",
            stop
        );
    }

    private Task TakeRecipientAsync(string line, CancellationToken stop)
    {
        var recipient = AddressIn(line, "TO:");
        if (sender is null || recipient is null)
            return SayAsync("503 Sender first, then recipients", stop);
        if (settings.RefusedRecipients.Contains(recipient))
            return SayAsync("550 5.1.1 No such user here", stop);
        recipients.Add(recipient);
        return SayAsync("250 OK", stop);
    }

    private async Task TakeMessageAsync(CancellationToken stop)
    {
        if (sender is null || recipients.Count == 0)
        {
            await SayAsync("503 Nobody to send it to", stop);
            return;
        }
        await SayAsync("354 End with a dot", stop);
        var text = new StringBuilder();
        while (await ReadLineAsync(stop) is { } line && line != ".")
            text.Append(line.StartsWith('.') ? line[1..] : line).Append('\n');
        if (settings.FailsAtTheEnd)
        {
            await SayAsync("451 Try again later", stop);
            return;
        }
        sink.Keep(new Mail(sender, [.. recipients], text.ToString()));
        await ResetAsync(stop);
    }

    private Task ResetAsync(CancellationToken stop)
    {
        recipients.Clear();
        sender = null;
        return SayAsync("250 OK", stop);
    }

    private static string? AddressIn(string line, string after)
    {
        var rest = line.Split(' ', 2)[^1];
        return
            rest.StartsWith(after, StringComparison.OrdinalIgnoreCase)
            && rest.IndexOf('<', StringComparison.Ordinal) is >= 0 and var start
            && rest.IndexOf('>', StringComparison.Ordinal) is var end
            && end > start + 1
            ? rest[(start + 1)..end]
            : null;
    }

    private Task SayAsync(string line, CancellationToken stop) =>
        stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"), stop).AsTask();

    /// <summary>Null at the end. A line feed alone, or a line that is too long, ends the talk.</summary>
    private async Task<string?> ReadLineAsync(CancellationToken stop)
    {
        var line = new List<byte>();
        var next = new byte[1];
        while (await stream.ReadAsync(next, stop) == 1)
        {
            line.Add(next[0]);
            if (line.Count > LongestLine)
                throw new IOException("A line is longer than 1,000 bytes");
            if (next[0] != '\n')
                continue;
            if (line.Count < 2 || line[^2] != '\r')
                throw new IOException("A line does not end with CR LF");
            return Encoding.UTF8.GetString([.. line[..^2]]);
        }
        return null;
    }
}
