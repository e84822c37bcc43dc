using System.Net;
using System.Net.Http.Json;
using JiraSimulator.Tests.Testing;
using JiraSimulator.Worlds;
using static JiraSimulator.Tests.Jira.IssueReads;

namespace JiraSimulator.Tests.Jira;

/// <summary>What can go wrong between two pages of issues.</summary>
public sealed class IssuePagingTests(ItsmFixture fixture) : IClassFixture<ItsmFixture>, IDisposable
{
    private IEnumerable<Issue> Expected =>
        fixture.AcmeWorld.Issues.All.Where(issue => issue.Objects.ContainsKey(10191));

    public void Dispose() => fixture.AcmeWorld.Switches = new();

    [Fact]
    public async Task A_token_that_expired_is_refused_and_a_fresh_search_goes_through()
    {
        fixture.AcmeWorld.Switches = new() { ExpiredIssueTokens = 1 };
        var first = await fixture.Acme.GetAsync(Jql(WithAssets));
        var token = first["nextPageToken"]!.GetValue<string>();

        var (status, _) = await fixture.Acme.RefusedAsync(HttpMethod.Get, Jql(WithAssets, token));
        var again = await ReadAllAsync(fixture.Acme, "customfield_10191");

        status.ShouldBe(HttpStatusCode.BadRequest);
        again.Count.ShouldBe(Expected.Count());
    }

    [Fact]
    public async Task A_token_of_another_query_or_of_no_life_is_refused()
    {
        var first = await fixture.Acme.GetAsync(Jql(WithAssets));
        var token = first["nextPageToken"]!.GetValue<string>();

        var (foreign, _) = await fixture.Acme.RefusedAsync(
            HttpMethod.Get,
            Jql("project = ITSM", token)
        );
        fixture.AcmeWorld.Switches = new() { IssueTokenSeconds = 0 };
        var (dead, _) = await fixture.Acme.RefusedAsync(HttpMethod.Get, Jql(WithAssets, token));

        (foreign, dead).ShouldBe((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task A_page_may_be_answered_twice()
    {
        fixture.AcmeWorld.Switches = new() { IssuePaging = IssuePaging.RepeatsOnce };

        var issues = await ReadAllAsync(fixture.Acme, "customfield_10191");

        issues.Count.ShouldBe(Expected.Count() + 50);
        issues.Select(Id).Distinct().Count().ShouldBe(Expected.Count());
    }

    [Fact]
    public async Task A_token_may_lead_nowhere_and_isLast_may_be_missing()
    {
        fixture.AcmeWorld.Switches = new()
        {
            IssuePaging = IssuePaging.RepeatsForever,
            IsLastInIssueSearch = false,
        };
        var first = await fixture.Acme.GetAsync(Jql(WithAssets));

        var second = await fixture.Acme.GetAsync(
            Jql(WithAssets, first["nextPageToken"]!.GetValue<string>())
        );

        second["issues"]!.ToJsonString().ShouldBe(first["issues"]!.ToJsonString());
        second.AsObject().ContainsKey("isLast").ShouldBeFalse();
    }

    [Fact]
    public async Task A_search_can_be_limited_and_made_to_fail()
    {
        using var control = new HttpClient { BaseAddress = fixture.Simulator.HttpUrl };
        await control.PostAsJsonAsync(
            "/_sim/sites/acme/faults",
            new
            {
                operation = "searchAndReconsileIssuesUsingJql",
                kind = "tooManyRequests",
                retryAfterSeconds = 3,
            }
        );

        using var limited = await fixture.Acme.SendAsync(HttpMethod.Get, Jql(WithAssets));
        using var next = await fixture.Acme.SendAsync(HttpMethod.Get, Jql(WithAssets));

        limited.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        limited.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBe(3);
        next.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_fresh_edit_is_found_only_by_who_names_the_issue()
    {
        var issue = Expected.First(issue => issue.ProjectKey == "HR");
        await fixture.Acme.PutAsync(
            $"{Site}/rest/api/3/issue/{issue.Key}",
            new { fields = new { customfield_10191 = Array.Empty<object>() } }
        );
        fixture.AcmeWorld.Switches = new() { IssueSearchLagSeconds = 3600 };
        var jql = $"key = {issue.Key}";

        var stale = await fixture.Acme.GetAsync(Jql(jql));
        var forced = await fixture.Acme.PostAsync(
            Search,
            new { jql, reconcileIssues = new[] { issue.Id } }
        );

        stale["issues"]!.AsArray().ShouldBeEmpty();
        forced["issues"]!.AsArray().Count.ShouldBe(1);
    }
}
