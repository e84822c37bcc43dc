using System.Net;
using System.Net.Sockets;
using AssetsBackup.Hosting.Outbound;
using AssetsBackup.Tests.Doors.Connect;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace AssetsBackup.Tests.Hosting;

public sealed class SocksFaceTests : IAsyncLifetime
{
    private readonly FakeTimeProvider clock = new();
    private readonly TcpListener echo = new(IPAddress.Loopback, 0);
    private readonly SocksFace face;
    private readonly SocksPass pass;
    private int reached;

    public SocksFaceTests()
    {
        face = new SocksFace(
            new OutboundGuard(["vouched.example", "127.0.0.1"], map: null, Lookup),
            clock,
            NullLogger<SocksFace>.Instance
        );
        pass = face.Issue(isPlain: false);
    }

    private int EchoPort => ((IPEndPoint)echo.LocalEndpoint).Port;

    public ValueTask InitializeAsync()
    {
        echo.Start();
        _ = EchoAsync();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        pass.Dispose();
        await face.DisposeAsync();
        echo.Dispose();
    }

    [Theory]
    [InlineData("vouched.example")]
    [InlineData("127.0.0.1")]
    public async Task Bytes_go_both_ways_to_a_host_that_is_allowed(string host)
    {
        using var client = await SignedInAsync();

        (await client.ConnectToAsync(host, EchoPort)).ShouldBe((byte)0);
        (await client.AskAsync([1, 2, 3], 3)).ShouldBe([1, 2, 3]);

        pass.Outcomes[new SocksTarget(host, EchoPort)].ShouldBe(SocksOutcome.Connected);
    }

    [Theory]
    [InlineData("169.254.169.254", 27017)]
    [InlineData("10.1.2.3", 27017)]
    [InlineData("::1", 27017)]
    [InlineData("::ffff:127.0.0.1", 27017)]
    [InlineData("inner.example", 27017)]
    [InlineData("public.example", 25)]
    [InlineData("public.example", 443)]
    public async Task What_the_guard_refuses_is_not_called_and_the_reason_is_kept(
        string host,
        int port
    )
    {
        using var client = await SignedInAsync();

        (await client.ConnectToAsync(host, port)).ShouldBe((byte)SocksReply.NotAllowed);

        (await client.IsClosedAsync()).ShouldBeTrue();
        var (_, outcome) = pass.Outcomes.ShouldHaveSingleItem();
        outcome.Refusal.ShouldNotBeNull().ShouldContain("Outbound:AllowedHosts");
    }

    [Fact]
    public async Task Without_TLS_only_a_host_that_is_allowed_is_called()
    {
        using var plain = face.Issue(isPlain: true);
        using var one = await SignedInAsync(plain);
        using var other = await SignedInAsync(plain);

        (await one.ConnectToAsync("public.example", 27017)).ShouldBe((byte)SocksReply.NotAllowed);
        (await other.ConnectToAsync("vouched.example", EchoPort)).ShouldBe((byte)0);

        plain
            .Outcomes[new SocksTarget("public.example", 27017)]
            .Refusal.ShouldNotBeNull()
            .ShouldContain("may not be called without TLS");
    }

    [Fact]
    public async Task A_name_that_does_not_exist_and_a_port_where_nobody_listens_are_told_apart()
    {
        echo.Stop();
        var port = FreePort();
        using var one = await SignedInAsync();
        using var other = await SignedInAsync();

        (await one.ConnectToAsync("none.example", 27017)).ShouldBe((byte)SocksReply.HostUnknown);
        (await other.ConnectToAsync("vouched.example", port)).ShouldBe(
            (byte)SocksReply.ConnectionRefused
        );
    }

    [Fact]
    public async Task A_simulated_host_is_reached_in_development()
    {
        await using var atlassian = await SimulatedAtlassian.StartAsync();
        await using var simulated = new SocksFace(
            new OutboundGuard([], atlassian, Lookup),
            clock,
            NullLogger<SocksFace>.Instance
        );
        using var itsPass = simulated.Issue(isPlain: false);
        using var client = await SignedInAsync(itsPass);

        (await client.ConnectToAsync("acme.atlassian.net", 27017)).ShouldBe((byte)0);
    }

    [Fact]
    public async Task A_wrong_password_is_refused()
    {
        using var client = await SocksClient.OpenAsync(pass.Settings);
        (await client.GreetAsync(0, 2)).ShouldBe([5, 2]);

        (await client.SignInAsync(pass.User, new string('0', 32))).ShouldBe([1, 1]);

        (await client.IsClosedAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task A_pass_that_was_given_back_is_refused()
    {
        pass.Dispose();
        using var client = await SocksClient.OpenAsync(pass.Settings);
        await client.GreetAsync(2);

        (await client.SignInAsync(pass.User, pass.Password)).ShouldBe([1, 1]);
    }

    [Fact]
    public async Task Nobody_comes_in_without_signing_in()
    {
        using var client = await SocksClient.OpenAsync(pass.Settings);

        (await client.GreetAsync(0)).ShouldBe([5, 255]);

        (await client.IsClosedAsync()).ShouldBeTrue();
    }

    [Theory]
    [InlineData(2, 3, SocksReply.CommandNotSupported)]
    [InlineData(3, 3, SocksReply.CommandNotSupported)]
    [InlineData(1, 9, SocksReply.AddressNotSupported)]
    internal async Task Only_connections_to_names_and_addresses_are_made(
        byte command,
        byte kind,
        SocksReply reply
    )
    {
        using var client = await SignedInAsync();

        (await client.AskForAsync(command, kind, [4, 1, 1, 1, 1], EchoPort)).ShouldBe((byte)reply);

        reached.ShouldBe(0);
    }

    [Fact]
    public async Task Another_protocol_is_not_answered()
    {
        using var client = await SocksClient.OpenAsync(pass.Settings);

        (await client.AskAsync("GET / HTTP/1.1\r\n"u8.ToArray(), 1)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_handshake_that_stalls_is_ended()
    {
        using var client = await SocksClient.OpenAsync(pass.Settings);
        await client.GreetAsync(2);

        var closed = client.IsClosedAsync();
        closed.IsCompleted.ShouldBeFalse();
        clock.Advance(TimeSpan.FromSeconds(6));

        (await closed).ShouldBeTrue();
    }

    [Fact]
    public void Each_client_has_credentials_of_its_own()
    {
        using var other = face.Issue(isPlain: false);

        (other.User, other.Password).ShouldNotBe((pass.User, pass.Password));
        pass.Settings.ToString().ShouldNotContain(pass.Password);
    }

    private static Task<IPAddress[]> Lookup(string host, CancellationToken cancellationToken) =>
        Task.FromResult<IPAddress[]>(
            host switch
            {
                "public.example" => [IPAddress.Parse("8.8.8.8")],
                "inner.example" => [IPAddress.Parse("192.168.1.7")],
                "vouched.example" => [IPAddress.Loopback],
                _ => [],
            }
        );

    private Task<SocksClient> SignedInAsync() => SignedInAsync(pass);

    private static async Task<SocksClient> SignedInAsync(SocksPass pass)
    {
        var client = await SocksClient.OpenAsync(pass.Settings);
        await client.GreetAsync(2);
        (await client.SignInAsync(pass.User, pass.Password)).ShouldBe([1, 0]);
        return client;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task EchoAsync()
    {
        try
        {
            while (true)
            {
                var client = await echo.AcceptTcpClientAsync();
                Interlocked.Increment(ref reached);
                _ = client.GetStream().CopyToAsync(client.GetStream());
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException) { }
    }
}
