using System.Net;
using System.Net.Http.Json;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using JiraSimulator.Connect;
using JiraSimulator.Sites;
using Microsoft.Extensions.Time.Testing;

namespace JiraSimulator.Tests.Connect;

/// <summary>A simulator and an app that it can install, each on ports of its own.</summary>
public sealed class ConnectFixture : IAsyncLifetime
{
    private HttpClient browser = null!;
    private HttpClient server = null!;

    internal FakeApp App { get; private set; } = null!;

    internal Simulator Simulator { get; private set; } = null!;

    internal FakeTimeProvider Time { get; } =
        new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));

    public Site Acme => Simulator.Sites[0];

    public Account Admin =>
        Acme.Accounts.First(account => account.IsJiraAdmin && account.HasAssetsRole);

    public Account Agent =>
        Acme.Accounts.First(account => account is { IsJiraAdmin: false, Tokens.Count: > 0 });

    public async ValueTask InitializeAsync()
    {
        App = await FakeApp.StartAsync();
        Simulator = await Simulator.StartAsync(
            new SimulatorOptions
            {
                AppUrl = App.Url,
                Time = Time,
                Sites = [new SiteOptions("acme", "empty"), new SiteOptions("globex", "empty")],
            },
            CancellationToken.None
        );
        browser = new HttpClient { BaseAddress = Simulator.HttpUrl };
        server = new HttpClient(HandlerTo(Simulator.HttpsPort, Simulator.AuthorityPem));
    }

    public async ValueTask DisposeAsync()
    {
        browser.Dispose();
        server.Dispose();
        await Simulator.DisposeAsync();
        await App.DisposeAsync();
    }

    public async Task<JsonObject> ControlAsync(string call, string site = "acme")
    {
        var response = await browser.PostAsync($"/_sim/sites/{site}/{call}", content: null);
        return (await response.Content.ReadFromJsonAsync<JsonObject>())!;
    }

    public Task<HttpResponseMessage> BrowseAsync(string path) => browser.GetAsync(path);

    public async Task<JsonObject> BrowseJsonAsync(string path) =>
        (await browser.GetFromJsonAsync<JsonObject>(path))!;

    /// <summary>A call over TLS to a simulated host, as the product makes it.</summary>
    public Task<HttpResponseMessage> CallAsync(
        string url,
        string? authorization,
        JsonNode? body = null,
        HttpMethod? method = null
    )
    {
        var request = new HttpRequestMessage(
            method ?? (body is null ? HttpMethod.Get : HttpMethod.Post),
            url
        );
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        request.Content = body is null ? null : JsonContent.Create(body);
        return server.SendAsync(request);
    }

    public static string Basic(Account account, TokenState state = TokenState.Valid)
    {
        var token = account.Tokens.First(pair => pair.Value == state).Key;
        return "Basic "
            + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{account.Email}:{token}"));
    }

    /// <summary>An app's own credentials for one call; <paramref name="change"/> spoils them.</summary>
    public string AppToken(
        string method,
        string url,
        string secret,
        Action<JsonObject>? change = null
    )
    {
        var now = Time.GetUtcNow().ToUnixTimeSeconds();
        var claims = new JsonObject
        {
            ["iss"] = "assets-backup",
            ["iat"] = now,
            ["exp"] = now + 180,
            ["qsh"] = QueryStringHash.Of(method, url),
        };
        change?.Invoke(claims);
        return "JWT " + JsonWebToken.Hs256(claims, secret);
    }

    private static SocketsHttpHandler HandlerTo(int port, string authorityPem)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.Add(X509Certificate2.CreateFromPem(authorityPem));
        return new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy },
            ConnectCallback = async (_, cancellationToken) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
    }
}
