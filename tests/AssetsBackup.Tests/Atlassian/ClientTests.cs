using AssetsBackup.Atlassian;
using AssetsBackup.Atlassian.Assets;
using AssetsBackup.Atlassian.Limits;
using AssetsBackup.Tests.Capture;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace AssetsBackup.Tests.Atlassian;

public sealed class ClientTests
{
    [Theory]
    [InlineData("reset")]
    [InlineData("serverError")]
    [InlineData("badGatewayHtml")]
    public async Task A_create_whose_answer_is_lost_is_not_sent_again(string kind)
    {
        await using var host = await CaptureHost.StartAsync();
        await host.FaultAsync(
            new
            {
                operation = "createSchema",
                kind,
                afterActing = true,
            }
        );
        var assets = Assets(host);
        var before = (await assets.ListAllSchemasAsync(false, CancellationToken.None)).Count;

        await Should.ThrowAsync<AnswerLostException>(() =>
            assets.CreateSchemaAsync(new SchemaIn("Once", "ONCE", null), CancellationToken.None)
        );

        (await assets.ListAllSchemasAsync(false, CancellationToken.None)).Count.ShouldBe(
            before + 1
        );
    }

    [Fact]
    public async Task A_create_that_was_limited_is_sent_again()
    {
        await using var host = await CaptureHost.StartAsync();
        await host.FaultAsync(
            new
            {
                operation = "*",
                kind = "tooManyRequests",
                times = 2,
                retryAfterSeconds = 0,
            }
        );

        await Assets(host)
            .CreateSchemaAsync(new SchemaIn("Once", "ONCE", null), CancellationToken.None);

        (await host.FiredFaultsAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task A_refusal_carries_atlassians_words_and_keeps_them_out_of_its_message()
    {
        await using var host = await CaptureHost.StartAsync();
        var assets = Assets(host);
        await assets.CreateSchemaAsync(new SchemaIn("Once", "ONCE", null), CancellationToken.None);

        var refused = await Should.ThrowAsync<ValidationRefusedException>(() =>
            assets.CreateSchemaAsync(new SchemaIn("Once", "ONCE", null), CancellationToken.None)
        );

        (refused.ErrorMessages.Count + refused.Errors.Count).ShouldBeGreaterThan(0);
        refused.Message.ShouldStartWith("POST /objectschema/create answered 400");
        refused.Message.ShouldNotContain("ONCE");
    }

    [Fact]
    public async Task What_waits_for_the_published_limit_says_so()
    {
        using var limits = new RequestLimits(
            Options.Create(new AtlassianOptions()),
            TimeProvider.System
        );
        var told = new List<string>();
        var watch = new CallWatch(
            () => { },
            (words, _, _) =>
            {
                told.Add(words);
                return Task.CompletedTask;
            },
            TimeSpan.Zero
        );

        // What ten seconds have goes at once.
        for (var call = 0; call < 140; call++)
        {
            using var request = new HttpRequestMessage(
                HttpMethod.Post,
                "https://api.atlassian.com/jsm/assets/workspace/w/v1/object/aql"
            );
            watch.Attach(request);
            (await limits.AcquireAsync(request, CancellationToken.None)).Dispose();
        }

        told.Distinct().ShouldBe(["Jira allows us 800 requests a minute"]);
    }

    [Fact]
    public async Task Calls_keep_the_pace_of_the_limit_on_the_clock_that_is_given()
    {
        var clock = new FakeTimeProvider();
        using var limits = new RequestLimits(Options.Create(new AtlassianOptions()), clock);

        var calls = Enumerable
            .Range(0, 160)
            .Select(_ => AcquireAsync(limits, "workspace-1"))
            .ToList();

        // 500 a minute are published for counts; 400 are ours: those of ten seconds at once, then one more each 150 to 180 ms.
        Done(calls).ShouldBeInRange(65, 67);
        clock.Advance(TimeSpan.FromSeconds(3));
        await Task.WhenAll(calls.Take(81));
        Done(calls).ShouldBeInRange(81, 88);
        clock.Advance(TimeSpan.FromSeconds(20));
        await Task.WhenAll(calls);
    }

    [Fact]
    public async Task Endpoints_that_nobody_calls_any_more_are_forgotten()
    {
        var clock = new FakeTimeProvider();
        using var limits = new RequestLimits(Options.Create(new AtlassianOptions()), clock);
        for (var site = 0; site < 50; site++)
            await AcquireAsync(limits, $"workspace-{site}");
        limits.Count.ShouldBe(50);

        clock.Advance(TimeSpan.FromMinutes(2));
        await AcquireAsync(limits, "another-workspace");

        limits.Count.ShouldBe(1);
    }

    private static int Done(IEnumerable<Task> calls) => calls.Count(call => call.IsCompleted);

    private static async Task AcquireAsync(RequestLimits limits, string workspace)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            $"https://api.atlassian.com/jsm/assets/workspace/{workspace}/v1/object/aql/totalcount"
        );
        (await limits.AcquireAsync(request, CancellationToken.None)).Dispose();
    }

    private static IAssetsApi Assets(CaptureHost host) =>
        host
            .Services.GetRequiredService<AtlassianClients>()
            .Assets(
                new SiteCredentials(
                    "https://acme.atlassian.net",
                    host.CloudId("acme"),
                    host.Workspace("acme"),
                    CaptureHost.Email,
                    CaptureHost.Token
                )
            );
}
