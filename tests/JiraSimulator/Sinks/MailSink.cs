using System.Net;
using System.Net.Sockets;
using JiraSimulator.Hosting;

namespace JiraSimulator.Sinks;

/// <summary>A mail server that keeps what it is sent, takes it over TLS alone, and refuses what it is told to.</summary>
internal sealed class MailSink : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly List<Mail> mails = [];
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly CertificateAuthority authority;
    private MailSettings settings = new();
    private Task accepting = Task.CompletedTask;

    public MailSink(CertificateAuthority authority) => this.authority = authority;

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public MailSettings Settings
    {
        get
        {
            lock (gate)
                return settings;
        }
        set
        {
            lock (gate)
                settings = value;
        }
    }

    public IReadOnlyList<Mail> Mails
    {
        get
        {
            lock (gate)
                return [.. mails];
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            mails.Clear();
            settings = new();
        }
    }

    public void Keep(Mail mail)
    {
        lock (gate)
            mails.Add(mail);
    }

    public void Start()
    {
        listener.Start();
        accepting = AcceptAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        await accepting;
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await listener.AcceptTcpClientAsync(stop.Token));
        }
        catch (Exception) when (stop.IsCancellationRequested) { }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var certificate = authority.CertificateFor(SinkHosts.Mail);
                await using var talk = new MailTalk(client.GetStream(), certificate, this);
                await talk.RunAsync(stop.Token);
            }
            // The other side went away, or does not accept the certificate.
            catch (Exception gone)
                when (gone
                        is IOException
                            or OperationCanceledException
                            or System.Security.Authentication.AuthenticationException
                ) { }
        }
    }
}

internal sealed record MailSettings
{
    public string UserName { get; init; } = "mailer";

    public string Password { get; init; } = "mail-word";

    /// <summary>Whether it offers TLS.</summary>
    public bool OffersTls { get; init; } = true;

    public IReadOnlyList<string> RefusedRecipients { get; init; } = [];

    /// <summary>Whether it takes no sender.</summary>
    public bool RefusesSender { get; init; }

    /// <summary>Whether it answers a whole message with 451.</summary>
    public bool FailsAtTheEnd { get; init; }

    /// <summary>Whether it is no mail server at all.</summary>
    public bool SpeaksHttp { get; init; }

    /// <summary>How long it waits before its first word.</summary>
    public int DelayMilliseconds { get; init; }
}

/// <param name="Text">Headers and body as they came.</param>
internal sealed record Mail(string From, IReadOnlyList<string> Recipients, string Text);
