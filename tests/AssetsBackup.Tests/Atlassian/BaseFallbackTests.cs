using System.Net;
using AssetsBackup.Atlassian;
using AssetsBackup.Atlassian.Assets;
using AssetsBackup.Tests.Capture;
using Microsoft.Extensions.DependencyInjection;

namespace AssetsBackup.Tests.Atlassian;

/// <summary>The three addresses of a workspace: which answers depends on the kind of token (contract §1.1).</summary>
public sealed class BaseFallbackTests
{
    private const string Classic = "https://api.atlassian.com/jsm/";
    private const string Scoped = "https://api.atlassian.com/ex/jira/";
    private const string Gateway = "https://acme.atlassian.net/gateway/api/jsm/";

    [Fact]
    public async Task A_scoped_token_finds_its_own_address_and_stays_there()
    {
        await using var host = await CaptureHost.StartAsync();
        var asked = Listen(host, refused: []);
        var assets = Assets(host, "scoped-token");

        (await ListAsync(assets)).ShouldNotBeEmpty();
        await ListAsync(Assets(host, "scoped-token"));

        asked.ShouldBe([Classic, Scoped, Scoped]);
    }

    [Fact]
    public async Task Where_the_api_host_refuses_the_sites_own_gateway_answers()
    {
        await using var host = await CaptureHost.StartAsync();
        var asked = Listen(host, refused: [Classic, Scoped]);
        var assets = Assets(host, CaptureHost.Token);

        (await ListAsync(assets)).ShouldNotBeEmpty();
        await ListAsync(assets);

        asked.ShouldBe([Classic, Scoped, Gateway, Gateway]);
    }

    [Fact]
    public async Task A_token_that_every_address_refuses_is_rejected_after_one_call_each()
    {
        await using var host = await CaptureHost.StartAsync();
        var asked = Listen(host, refused: []);

        await Should.ThrowAsync<TokenRejectedException>(() =>
            ListAsync(Assets(host, "expired-token"))
        );

        asked.ShouldBe([Classic, Scoped, Gateway]);
    }

    [Fact]
    public async Task A_create_is_made_once_whatever_address_takes_it()
    {
        await using var host = await CaptureHost.StartAsync();
        Listen(host, refused: [Classic, Scoped]);
        var assets = Assets(host, CaptureHost.Token);
        var before = (await ListAsync(assets)).Count;

        await Assets(host, CaptureHost.Token)
            .CreateSchemaAsync(new SchemaIn("Once", "ONCE", null), CancellationToken.None);

        (await ListAsync(assets)).Count.ShouldBe(before + 1);
    }

    /// <summary>Notes the address of each call; some are answered 401 before they reach the site.</summary>
    private static List<string> Listen(CaptureHost host, string[] refused)
    {
        var asked = new List<string>();
        host.Wire.Answer = request =>
        {
            var called = ((string[])[Classic, Scoped, Gateway]).Single(address =>
                request.RequestUri!.AbsoluteUri.StartsWith(address, StringComparison.Ordinal)
            );
            asked.Add(called);
            return refused.Contains(called)
                ? new HttpResponseMessage(HttpStatusCode.Unauthorized) { RequestMessage = request }
                : null;
        };
        return asked;
    }

    private static Task<IReadOnlyList<SchemaLine>> ListAsync(IAssetsApi assets) =>
        assets.ListAllSchemasAsync(includeCounts: false, CancellationToken.None);

    private static IAssetsApi Assets(CaptureHost host, string token) =>
        host
            .Services.GetRequiredService<AtlassianClients>()
            .Assets(
                new SiteCredentials(
                    "https://acme.atlassian.net",
                    host.CloudId("acme"),
                    host.Workspace("acme"),
                    CaptureHost.Email,
                    token
                )
            );
}
