using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AssetsBackup.Atlassian;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Snapshots;
using Microsoft.Extensions.DependencyInjection;

namespace AssetsBackup.Tests.Capture;

/// <summary>Oddities of the platform's issues (contract §5.8, §8.2, §8.3).</summary>
public sealed class IssueSwitchTests(IssueSwitchTests.Site site)
    : IClassFixture<IssueSwitchTests.Site>
{
    private readonly CaptureHost host = site.Host;

    [Theory]
    [InlineData("""{"issueFieldForm":"objectId"}""")]
    [InlineData("""{"issueFieldForm":"objectKey"}""")]
    [InlineData("""{"ticketsInFirstSlice":1}""")]
    public async Task Every_object_that_an_issue_names_is_kept(string switches)
    {
        var run = await site.BackUpAsync(JsonNode.Parse(switches)!.AsObject());

        await ShouldHoldTheIssuesAsync(run);
    }

    [Fact]
    public async Task A_token_that_expires_before_the_next_page_begins_the_search_anew()
    {
        var searches = 0;
        host.Wire.Answer = request =>
        {
            if (
                request.RequestUri!.Query.Contains("nextPageToken=", StringComparison.Ordinal)
                && Interlocked.Increment(ref searches) == 2
            )
                host.SwitchAsync(new() { ["issueTokenSeconds"] = 900 }).GetAwaiter().GetResult();
            return null;
        };

        var run = await site.BackUpAsync(new() { ["issueTokenSeconds"] = 0 });

        searches.ShouldBeGreaterThan(1);
        await ShouldHoldTheIssuesAsync(run);
    }

    [Fact]
    public async Task Pages_that_no_token_ever_leads_to_are_told()
    {
        var run = await site.BackUpAsync(new() { ["issueTokenSeconds"] = 0 });

        run.State.ShouldBe(RunState.Partial, run.ErrorMessage);
        var part = await host.PartAsync(run.Id, "issueFields");
        part.State.ShouldBe(PartState.Partial);
        part.Reasons.ShouldContain(reason =>
            reason.EndsWith("expire 3 times.", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task An_issue_that_the_search_does_not_find_yet_is_in_the_next_backup()
    {
        var issue = (await WorldAsync()).EnumerateArray().First();
        await EditAsync(issue);

        var blind = await site.BackUpAsync(new() { ["issueSearchLagSeconds"] = 3600 });
        var next = await site.BackUpAsync([], full: false);

        (await IssueValues.InAsync(await host.OpenAsync(blind.Id))).ShouldNotContain(line =>
            line.Contains($" {issue.GetProperty("key")}: ", StringComparison.Ordinal)
        );
        await ShouldHoldTheIssuesAsync(next);
    }

    private async Task ShouldHoldTheIssuesAsync(Run run)
    {
        run.State.ShouldBe(RunState.Succeeded, run.ErrorMessage);
        var world = await WorldAsync();
        (await host.PartAsync(run.Id, "issueFields")).ShouldBeCaptured(world.GetArrayLength());
        (await IssueValues.InAsync(await host.OpenAsync(run.Id))).ShouldBe(
            IssueValues.OfWorld(world),
            ignoreOrder: true
        );
        world
            .EnumerateArray()
            .SelectMany(issue => issue.GetProperty("fields").EnumerateObject())
            .SelectMany(field => field.Value.EnumerateArray())
            .GroupBy(named => named.GetString())
            .ShouldContain(issues => issues.Count() > 1);
    }

    private Task<JsonElement> WorldAsync() =>
        host.Control.GetFromJsonAsync<JsonElement>("/_sim/sites/acme/issues");

    /// <summary>Sets what a field of an issue names anew, as it is.</summary>
    private async Task EditAsync(JsonElement issue)
    {
        var field = issue.GetProperty("fields").EnumerateObject().First();
        var named = field.Value.EnumerateArray().Select(id => id.GetString());
        using var client = new HttpClient(
            host.Services.GetRequiredService<IHttpMessageHandlerFactory>()
                .CreateHandler(AtlassianClients.HandlerName),
            disposeHandler: false
        );
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic",
            Convert.ToBase64String(
                Encoding.UTF8.GetBytes($"{CaptureHost.Email}:{CaptureHost.Token}")
            )
        );
        var answer = await client.PutAsJsonAsync(
            $"https://acme.atlassian.net/rest/api/3/issue/{issue.GetProperty("key")}",
            new JsonObject
            {
                ["fields"] = new JsonObject
                {
                    [field.Name] = new JsonArray([
                        .. named.Select(id =>
                            (JsonNode)new JsonObject { ["id"] = $"{host.Workspace("acme")}:{id}" }
                        ),
                    ]),
                },
            }
        );
        answer.EnsureSuccessStatusCode();
    }

    public sealed class Site() : OddSite("itsm", callsPerObject: false);
}
