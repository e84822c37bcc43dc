namespace AssetsBackup.Tests.Doors.Connect;

/// <summary>A Jira site with the app: what it knows of itself and how it signs.</summary>
internal sealed record TestSite(DoorHost Door, string Name, string ClientKey, string Secret)
{
    public string BaseUrl => $"https://{Name}.atlassian.net";

    public static TestSite Acme(DoorHost door) =>
        new(door, "acme", "acme-client-key", "acme-shared-secret-0123456789abcdefghijkl");

    public static TestSite Globex(DoorHost door) =>
        new(door, "globex", "globex-client-key", "globex-shared-secret-0123456789abcdefghij");

    public object Body(string eventType) =>
        new
        {
            key = "assets-backup",
            clientKey = ClientKey,
            eventType,
            sharedSecret = Secret,
            baseUrl = BaseUrl,
            productType = "jira",
            somethingNew = new { nested = true },
        };

    public async Task<TestSite> InstallAsync()
    {
        Door.Atlassian.CloudIds.TryAdd($"{Name}.atlassian.net", $"cloud-{Name}");
        (await LifecycleAsync("installed")).StatusCode.ShouldBe(
            System.Net.HttpStatusCode.NoContent
        );
        return this;
    }

    /// <summary>installed and uninstalled, as Atlassian signs them.</summary>
    public Task<HttpResponseMessage> LifecycleAsync(string eventType) =>
        Door.SendAsync(
            HttpMethod.Post,
            $"/connect/{eventType}",
            LifecycleToken($"/connect/{eventType}"),
            Body(eventType)
        );

    public string LifecycleToken(string path, string? issuer = null) =>
        TokenForge.Rs256(
            Door.Atlassian.InstallKey,
            Door.Atlassian.InstallKeyId,
            new
            {
                iss = issuer ?? ClientKey,
                aud = new[] { DoorHost.BaseUrl },
                iat = Door.Now,
                exp = Door.Now + 900,
                qsh = TokenForge.Qsh("POST", path),
            }
        );

    /// <summary>enabled and disabled, as the site signs them.</summary>
    public Task<HttpResponseMessage> WebhookAsync(string eventType) =>
        Door.SendAsync(
            HttpMethod.Post,
            $"/connect/{eventType}",
            UrlToken("POST", $"/connect/{eventType}"),
            Body(eventType)
        );

    public string UrlToken(string method, string path, string query = "", string? account = null) =>
        Token(TokenForge.Qsh(method, path, query), account);

    public string ContextToken(string? account = "admin-1") => Token("context-qsh", account);

    public string Token(string qsh, string? account) =>
        TokenForge.Hs256(
            Secret,
            account is null
                ? new
                {
                    iss = ClientKey,
                    iat = Door.Now,
                    exp = Door.Now + 300,
                    qsh,
                }
                : new
                {
                    iss = ClientKey,
                    sub = account,
                    iat = Door.Now,
                    exp = Door.Now + 300,
                    qsh,
                }
        );

    public Task<HttpResponseMessage> GetAsync(string path, string? account = "admin-1") =>
        Door.SendAsync(HttpMethod.Get, path, ContextToken(account));
}
