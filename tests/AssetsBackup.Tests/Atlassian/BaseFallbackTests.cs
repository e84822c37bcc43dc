using AssetsBackup.Atlassian;
using AssetsBackup.Atlassian.Assets;
using AssetsBackup.Tests.Capture;
using Microsoft.Extensions.DependencyInjection;

namespace AssetsBackup.Tests.Atlassian;

/// <summary>Assets answers under several addresses, and a scoped token opens only the second (contract §1.1).</summary>
public sealed class BaseFallbackTests
{
    private const string First = "/jsm/assets/";
    private const string Second = "/ex/jira/";
    private const string Third = "/gateway/api/";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_that_the_first_base_refuses_works_on_the_second_and_stays_there()
    {
        await using var host = await CaptureHost.StartAsync();
        var bases = Watch(host);

        (
            await Assets(host, "scoped-token").ListAllSchemasAsync(includeCounts: false, Stop)
        ).ShouldNotBeEmpty();
        bases.ShouldBe([First, Second]);

        bases.Clear();
        await Assets(host, "scoped-token").ListAllSchemasAsync(includeCounts: false, Stop);
        bases.ShouldBe([Second], "which base works is remembered from client to client");
    }

    [Fact]
    public async Task A_create_is_sent_to_the_second_base_with_its_body_and_made_once()
    {
        await using var host = await CaptureHost.StartAsync();
        var assets = Assets(host, "scoped-token");

        await assets.CreateSchemaAsync(new SchemaIn("Once", "ONCE", null), Stop);

        var keys = (await assets.ListAllSchemasAsync(includeCounts: false, Stop)).Select(schema =>
            schema.ObjectSchemaKey
        );
        keys.Count(key => key == "ONCE").ShouldBe(1);
    }

    [Fact]
    public async Task A_token_that_no_base_accepts_is_refused_and_the_first_base_stays_the_first()
    {
        await using var host = await CaptureHost.StartAsync();
        var bases = Watch(host);

        await Should.ThrowAsync<TokenRejectedException>(() =>
            Assets(host, "expired-token").ListAllSchemasAsync(includeCounts: false, Stop)
        );
        bases.ShouldBe([First, Second, Third]);

        bases.Clear();
        await Assets(host, CaptureHost.Token).ListAllSchemasAsync(includeCounts: false, Stop);
        bases.ShouldBe([First]);
    }

    [Theory]
    [InlineData("tooManyRequests", typeof(RateLimitedException))]
    [InlineData("serverError", typeof(AnswerLostException))]
    [InlineData("reset", typeof(AnswerLostException))]
    public async Task A_failure_of_the_server_is_none_of_the_base(string kind, Type failure)
    {
        await using var host = await CaptureHost.StartAsync();
        await host.FaultAsync(
            new
            {
                operation = "createSchema",
                kind,
                times = 1000,
                retryAfterSeconds = kind == "tooManyRequests" ? 10 : (int?)null,
            }
        );
        var bases = Watch(host);

        await Should.ThrowAsync(
            () => CreateAsync(Assets(host, CaptureHost.Token, Impatient)),
            failure
        );

        bases.Distinct().ShouldBe([First]);
    }

    [Fact]
    public async Task A_refusal_is_none_of_the_base()
    {
        await using var host = await CaptureHost.StartAsync();
        var bases = Watch(host);

        await Should.ThrowAsync<AtlassianNotFoundException>(() =>
            Assets(host, CaptureHost.Token).GetSchemaAsync("999999", Stop)
        );
        await Should.ThrowAsync<AccessDeniedException>(() =>
            CreateAsync(Assets(host, "agent-token", email: "agent@acme.example"))
        );
        await Should.ThrowAsync<ValidationRefusedException>(() =>
            Assets(host, CaptureHost.Token)
                .CreateSchemaAsync(new SchemaIn("Bad key", "not a key", null), Stop)
        );

        bases.ShouldBe([First, First, First], "400, 403 and 404 are asked once");
    }

    private static readonly CallWatch Impatient = new(
        () => { },
        (_, _, _) => Task.CompletedTask,
        TimeSpan.Zero
    );

    private static Task CreateAsync(IAssetsApi assets) =>
        assets.CreateSchemaAsync(new SchemaIn("Once", "ONCE", null), Stop);

    /// <summary>The base of each call from now on.</summary>
    private static List<string> Watch(CaptureHost host)
    {
        var bases = new List<string>();
        host.Wire.BeforeCall = (path, _) =>
            bases.Add(
                ((string[])[First, Second, Third]).Single(start =>
                    path.StartsWith(start, StringComparison.Ordinal)
                )
            );
        return bases;
    }

    private static IAssetsApi Assets(
        CaptureHost host,
        string token,
        CallWatch? watch = null,
        string email = CaptureHost.Email
    ) =>
        host
            .Services.GetRequiredService<AtlassianClients>()
            .Assets(
                new SiteCredentials(
                    "https://acme.atlassian.net",
                    host.CloudId("acme"),
                    host.Workspace("acme"),
                    email,
                    token
                ),
                watch
            );
}
