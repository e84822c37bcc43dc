using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.Json;
using AssetsBackup.Hosting.Outbound;
using AssetsBackup.Tests.Doors.Connect;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting.Internal;

namespace AssetsBackup.Tests.Hosting;

public sealed class OutboundGuardTests
{
    [Theory]
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://[::1]/")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("https://[::ffff:10.0.0.1]/")]
    [InlineData("https://2130706433/")]
    [InlineData("https://inner.example/")]
    [InlineData("https://mixed.example/")]
    [InlineData("http://public.example/")]
    [InlineData("https://public.example:22/")]
    public async Task It_is_not_called_and_the_message_says_what_to_do(string address)
    {
        var refused = await RefusalAsync(Guard(), address);
        refused.ShouldNotBeNull();
        refused.Message.ShouldContain("Outbound:AllowedHosts");
    }

    [Fact]
    public async Task A_host_whose_answers_are_all_public_is_let_through() =>
        (await Guard().ResolveAsync("public.example", 443, Stop)).ShouldBe([
            IPAddress.Parse("8.8.8.8"),
        ]);

    [Fact]
    public async Task A_host_that_the_operator_vouches_for_may_be_private_and_use_any_port() =>
        (
            await Guard(allowed: "INNER.example").ResolveAsync("inner.example", 8090, Stop)
        ).ShouldNotBeEmpty();

    [Fact]
    public async Task A_name_without_addresses_is_not_found() =>
        await Should.ThrowAsync<SocketException>(() =>
            Guard().ResolveAsync("none.example", 443, Stop)
        );

    [Fact]
    public async Task The_address_is_looked_up_again_for_each_connection()
    {
        var lookups = 0;
        var guard = new OutboundGuard(
            [],
            map: null,
            (_, _) =>
                Task.FromResult<IPAddress[]>([
                    IPAddress.Parse(lookups++ == 0 ? "8.8.8.8" : "127.0.0.1"),
                ])
        );
        await guard.ResolveAsync("rebinding.example", 443, Stop);
        (await RefusalAsync(guard, "https://rebinding.example/")).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_simulated_host_is_reached_and_its_authority_trusted_there_alone()
    {
        await using var atlassian = await SimulatedAtlassian.StartAsync();
        atlassian.CloudIds["acme.atlassian.net"] = "cloud-1";
        var mapped = new HttpClient(new OutboundGuard([], atlassian, Lookup).CreateHandler());
        (
            await mapped.GetStringAsync("https://acme.atlassian.net/_edge/tenant_info", Stop)
        ).ShouldContain("cloud-1");

        var port = atlassian.Find("acme.atlassian.net")!.Port;
        var unmapped = new HttpClient(
            new OutboundGuard(["localhost"], map: null, Dns.GetHostAddressesAsync).CreateHandler()
        );
        var error = await Should.ThrowAsync<HttpRequestException>(() =>
            unmapped.GetAsync($"https://localhost:{port}/", Stop)
        );
        error.InnerException.ShouldBeOfType<AuthenticationException>();
    }

    [Fact]
    public async Task A_simulated_certificate_for_another_name_is_not_taken()
    {
        await using var atlassian = await SimulatedAtlassian.StartAsync();
        var mapped = new HttpClient(new OutboundGuard([], atlassian, Lookup).CreateHandler());
        var error = await Should.ThrowAsync<HttpRequestException>(() =>
            mapped.GetAsync("https://api.evil.example/", Stop)
        );
        error.InnerException.ShouldBeOfType<AuthenticationException>();
    }

    [Fact]
    public void Redirects_cookies_and_proxies_are_off()
    {
        using var handler = Guard().CreateHandler();
        (handler.AllowAutoRedirect, handler.UseCookies, handler.UseProxy).ShouldBe(
            (false, false, false)
        );
    }

    [Fact]
    public void Production_does_not_start_with_simulated_hosts() =>
        Should
            .Throw<InvalidOperationException>(() => Load("Production", "hosts.dll", "hosts.json"))
            .Message.ShouldContain("Development only");

    [Fact]
    public void A_half_configured_map_is_told() =>
        Should.Throw<InvalidOperationException>(() => Load("Development", "hosts.dll", file: null));

    [Fact]
    public void Development_loads_the_map_by_its_path_with_its_file()
    {
        using var folder = new TemporaryFolder();
        var (authority, server) = TestAuthority.Create(["acme.atlassian.net"]);
        using var _ = server;
        File.WriteAllText(
            folder.File("hosts.json"),
            JsonSerializer.Serialize(
                new
                {
                    hosts = new Dictionary<string, string>
                    {
                        ["acme.atlassian.net"] = "127.0.0.1:8443",
                    },
                    authorityPem = authority.ExportCertificatePem(),
                }
            )
        );

        var map = Load(
            "Development",
            typeof(global::SimulatedHosts.HostsFile).Assembly.Location,
            folder.File("hosts.json")
        );

        map!.Find("acme.atlassian.net").ShouldBe(new IPEndPoint(IPAddress.Loopback, 8443));
        map.Find("elsewhere.example").ShouldBeNull();
        map.Authority.Thumbprint.ShouldBe(authority.Thumbprint);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static OutboundGuard Guard(params string[] allowed) => new(allowed, map: null, Lookup);

    private static Task<IPAddress[]> Lookup(string host, CancellationToken cancellationToken) =>
        Task.FromResult<IPAddress[]>(
            host switch
            {
                "public.example" => [IPAddress.Parse("8.8.8.8")],
                "inner.example" => [IPAddress.Parse("192.168.1.7")],
                "mixed.example" => [IPAddress.Parse("8.8.8.8"), IPAddress.Parse("10.0.0.1")],
                _ => [],
            }
        );

    private static async Task<OutboundRefusedException?> RefusalAsync(
        OutboundGuard guard,
        string address
    )
    {
        using var client = new HttpClient(guard.CreateHandler());
        var error = await Should.ThrowAsync<HttpRequestException>(() =>
            client.GetAsync(address, Stop)
        );
        return OutboundRefusedException.In(error);
    }

    private static HostMap? Load(string environment, string assembly, string? file) =>
        AssetsBackup.Hosting.Outbound.SimulatedHosts.Load(
            new ConfigurationBuilder()
                .AddInMemoryCollection([
                    new("SimulatedHosts:Assembly", assembly),
                    new("SimulatedHosts:File", file),
                ])
                .Build(),
            new HostingEnvironment { EnvironmentName = environment }
        );
}
