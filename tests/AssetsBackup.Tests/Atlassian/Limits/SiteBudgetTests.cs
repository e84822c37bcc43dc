using System.Net;
using AssetsBackup.Atlassian;
using AssetsBackup.Atlassian.Limits;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace AssetsBackup.Tests.Atlassian.Limits;

/// <summary>One budget for all runs of a site, on a clock in the test's hand.</summary>
public sealed class SiteBudgetTests : IDisposable
{
    // 500 a minute, of which 400 are ours: one each 150 ms, and what ten seconds have at once.
    private const string Counts = "/object/aql/totalcount";
    private const int AtOnce = 66;
    private readonly FakeTimeProvider clock = new();
    private readonly RequestLimits limits;

    public SiteBudgetTests() => limits = Limits(new());

    public void Dispose() => limits.Dispose();

    [Fact]
    public async Task The_calls_of_a_restore_overtake_those_of_backups_that_wait()
    {
        var parts = Calls(AtOnce + 40, CallPriority.Parts);
        var scheduled = Calls(60, CallPriority.Scheduled);
        var manual = Calls(5, CallPriority.Manual);
        var restore = Calls(5, CallPriority.Restore);
        Done(parts).ShouldBeInRange(AtOnce - 1, AtOnce + 1, "those found room");

        clock.Advance(TimeSpan.FromSeconds(2.2));

        await Task.WhenAll([.. restore, .. manual]);
        Done(scheduled).ShouldBeLessThan(5);
        clock.Advance(TimeSpan.FromSeconds(6));
        await Task.WhenAll(scheduled.Take(30));
        Done(parts).ShouldBeInRange(AtOnce - 1, AtOnce + 1);
    }

    [Fact]
    public async Task A_refused_call_pauses_its_endpoint_for_all_and_no_other()
    {
        Refuse(Counts, 20);

        var waiting = Calls(1, CallPriority.Restore);
        await AcquireAsync("/object/aql", CallPriority.Scheduled);
        await AcquireAsync(Counts, CallPriority.Scheduled, "another-workspace");

        Done(waiting).ShouldBe(0);
        clock.Advance(TimeSpan.FromSeconds(20));
        await Task.WhenAll(waiting);
    }

    [Fact]
    public async Task After_a_refusal_the_endpoint_goes_on_at_half_its_pace()
    {
        Refuse(Counts, 0);
        var calls = Calls(40, CallPriority.Manual);

        // At 200 a minute one each 300 ms; at 400 all of them had gone by then.
        clock.Advance(TimeSpan.FromSeconds(5));

        await Task.WhenAll(calls.Take(20));
        Done(calls).ShouldBeInRange(20, 22);
    }

    [Fact]
    public async Task Who_has_no_patience_for_the_pause_is_told_at_once_how_long_it_is()
    {
        Refuse(Counts, 30 * 60);

        var limited = await Should.ThrowAsync<RateLimitedException>(() =>
            AcquireAsync(Counts, CallPriority.Scheduled)
        );

        limited.RetryAfter.ShouldBe(TimeSpan.FromMinutes(30));
        Refuse("/object/aql", 30 * 60, HttpStatusCode.ServiceUnavailable);
        var unavailable = await Should.ThrowAsync<AtlassianUnavailableException>(() =>
            AcquireAsync("/object/aql", CallPriority.Scheduled)
        );
        (unavailable.Status, unavailable.RetryAfter).ShouldBe((null, TimeSpan.FromMinutes(30)));
    }

    [Fact]
    public async Task All_endpoints_of_a_site_together_keep_to_the_limit_of_the_site()
    {
        // Of 10,000 a minute 100 are ours, of each endpoint's 1,000 ten: 40 endpoints could use 400.
        using var few = Limits(new LimitOptions { Share = 0.01 });
        var calls = Enumerable
            .Range(0, 40)
            .Select(number => AcquireAsync($"/thing{number}", CallPriority.Manual, "w", few))
            .ToList();

        Done(calls).ShouldBeInRange(16, 17);
        clock.Advance(TimeSpan.FromSeconds(6));
        await Task.WhenAll(calls.Take(26));
        Done(calls).ShouldBeInRange(26, 28);
        clock.Advance(TimeSpan.FromSeconds(9));
        await Task.WhenAll(calls);
    }

    [Fact]
    public async Task What_was_learned_is_not_forgotten_with_an_endpoint_that_nobody_calls_for_a_minute()
    {
        Refuse(Counts, 1);
        clock.Advance(TimeSpan.FromMinutes(2));
        await AcquireAsync("/object/aql", CallPriority.Manual);
        limits.Count.ShouldBe(2);

        clock.Advance(TimeSpan.FromMinutes(20));
        await AcquireAsync("/object/create", CallPriority.Manual);

        limits.Count.ShouldBe(1);
    }

    private void Refuse(
        string path,
        int seconds,
        HttpStatusCode status = HttpStatusCode.TooManyRequests
    )
    {
        using var request = Request(path, CallPriority.Scheduled, "workspace-1");
        limits.Hear(
            request,
            new LimitAnswer(status, TimeSpan.FromSeconds(seconds), null),
            clock.GetUtcNow()
        );
    }

    private List<Task> Calls(int count, CallPriority priority) =>
        [.. Enumerable.Range(0, count).Select(_ => AcquireAsync(Counts, priority))];

    private async Task AcquireAsync(
        string path,
        CallPriority priority,
        string workspace = "workspace-1",
        RequestLimits? of = null
    )
    {
        using var request = Request(path, priority, workspace);
        using var turn = await (of ?? limits).AcquireAsync(
            request,
            TestContext.Current.CancellationToken
        );
    }

    private static HttpRequestMessage Request(string path, CallPriority priority, string workspace)
    {
        var request = new HttpRequestMessage(
            HttpMethod.Post,
            $"https://api.atlassian.com/jsm/assets/workspace/{workspace}/v1{path}"
        );
        new CallWatch(() => { }, (_, _, _) => Task.CompletedTask, TimeSpan.FromMinutes(10))
        {
            Priority = priority,
        }.Attach(request);
        return request;
    }

    private RequestLimits Limits(LimitOptions options) =>
        new(Options.Create(new AtlassianOptions { Limits = options }), clock);

    private static int Done(IEnumerable<Task> calls) => calls.Count(call => call.IsCompleted);
}
