using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using JiraSimulator.Sinks;
using JiraSimulator.Tests.Testing;

namespace JiraSimulator.Tests.Sinks;

/// <summary>The mail server takes nothing before TLS and a sign-in, and no line that is not one.</summary>
public sealed class MailSinkTests
{
    private static readonly string SignIn =
        "AUTH PLAIN " + Convert.ToBase64String(Encoding.UTF8.GetBytes("\0mailer\0mail-word"));

    [Fact]
    public async Task A_message_is_taken_over_tls_from_whoever_signed_in()
    {
        await using var simulator = await Simulator.StartAsync(new SimulatorOptions(), Stop);
        await using var talk = await Talk.StartAsync(simulator);

        (await talk.SayAsync("MAIL FROM:<a@b.example>")).ShouldStartWith("530");
        (await talk.SayAsync(SignIn)).ShouldStartWith("530", customMessage: "a word in the clear");
        await talk.SecureAsync();
        (await talk.SayAsync("MAIL FROM:<a@b.example>")).ShouldStartWith("530");
        (await talk.SayAsync("AUTH PLAIN AAAA")).ShouldStartWith("535");
        (await talk.SayAsync(SignIn)).ShouldStartWith("235");
        (await talk.SayAsync("RCPT TO:<c@d.example>")).ShouldStartWith("503");
        (await talk.SayAsync("DATA")).ShouldStartWith("503");
        (await talk.SayAsync("MAIL FROM:<a@b.example>")).ShouldStartWith("250");
        (await talk.SayAsync("RCPT TO:<c@d.example>")).ShouldStartWith("250");
        (await talk.SayAsync("DATA")).ShouldStartWith("354");
        (await talk.SayAsync("Subject: S\r\n\r\n..dot\r\n.")).ShouldStartWith("250");

        using var control = new HttpClient { BaseAddress = simulator.HttpUrl };
        (await control.GetStringAsync("/_sim/sinks/mail", Stop)).ShouldBe(
            """[{"from":"a@b.example","recipients":["c@d.example"],"text":"Subject: S\n\n.dot\n"}]"""
        );
    }

    [Fact]
    public async Task A_line_that_ends_with_a_line_feed_alone_ends_the_talk()
    {
        await using var simulator = await Simulator.StartAsync(new SimulatorOptions(), Stop);
        await using var talk = await Talk.StartAsync(simulator);

        (await talk.SayAsync("NOOP", end: "\n")).ShouldBeEmpty();
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private sealed class Talk(TcpClient client, Simulator simulator) : IAsyncDisposable
    {
        private Stream stream = client.GetStream();

        public static async Task<Talk> StartAsync(Simulator simulator)
        {
            var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, simulator.MailPort, Stop);
            var talk = new Talk(client, simulator);
            (await talk.HearAsync()).ShouldStartWith("220");
            return talk;
        }

        public async Task SecureAsync()
        {
            (await SayAsync("STARTTLS")).ShouldStartWith("220");
            var tls = new SslStream(stream);
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = SinkHosts.Mail,
                    CertificateChainPolicy = SimulatedHost.TrustOf(simulator),
                },
                Stop
            );
            stream = tls;
        }

        public async Task<string> SayAsync(string line, string end = "\r\n")
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(line + end), Stop);
            return await HearAsync();
        }

        public async ValueTask DisposeAsync()
        {
            await stream.DisposeAsync();
            client.Dispose();
        }

        private async Task<string> HearAsync()
        {
            var answer = new byte[1000];
            return Encoding.ASCII.GetString(answer, 0, await stream.ReadAsync(answer, Stop));
        }
    }
}
