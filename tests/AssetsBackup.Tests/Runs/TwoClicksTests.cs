using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Features.Snapshots;
using AssetsBackup.Features.Targets;
using AssetsBackup.Hosting.Problems;
using AssetsBackup.Tests.Capture;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Tests.Runs;

/// <summary>What is asked for several times at once is begun once.</summary>
public sealed class TwoClicksTests
{
    private const int Clicks = 8;

    [Fact]
    public async Task A_schema_that_is_asked_for_several_times_at_once_is_backed_up_once()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:200");
        var schema = await host.ReadAsync(database =>
            database.Schemas.Select(row => row.Id).SingleAsync()
        );

        var problems = await AtOnceAsync(() => host.SendAsync(new BackUpNow(schema, null)));

        problems.ShouldAllBe(code => code == "backup-running");
        problems.Count.ShouldBe(Clicks - 1);
        (await CountAsync(host, RunKind.Backup)).ShouldBe(1);
    }

    [Fact]
    public async Task Schemas_that_are_to_be_synced_several_times_at_once_are_synced_once()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:200");
        var before = await CountAsync(host, RunKind.Sync);

        (await AtOnceAsync(() => host.SendAsync(new StartSync()))).ShouldBeEmpty();

        (await CountAsync(host, RunKind.Sync)).ShouldBe(before + 1);
    }

    [Fact]
    public async Task A_target_that_is_added_several_times_at_once_is_listed_once()
    {
        await using var host = await CaptureHost.StartAsync();
        var globex = new AddTarget(
            "Globex",
            CaptureHost.Email,
            host.Workspace("globex"),
            "https://globex.atlassian.net",
            CaptureHost.Token
        );

        var problems = await AtOnceAsync(() => host.SendAsync(globex));

        problems.ShouldAllBe(code => code == "target-exists");
        (await host.SendAsync(new ListTargets())).Items.ShouldHaveSingleItem();
    }

    /// <summary>The codes of those that were refused.</summary>
    private static async Task<IReadOnlyList<string>> AtOnceAsync<T>(Func<Task<T>> click)
    {
        var clicks = Enumerable
            .Range(0, Clicks)
            .Select(_ =>
                Task.Run(async () =>
                {
                    try
                    {
                        await click();
                        return null;
                    }
                    catch (ProblemException refused)
                    {
                        return refused.Problem.Code;
                    }
                })
            );
        return [.. (await Task.WhenAll(clicks)).OfType<string>()];
    }

    private static Task<int> CountAsync(CaptureHost host, RunKind kind) =>
        host.ReadAsync(database => database.Runs.CountAsync(run => run.Kind == kind));
}
