using AssetsBackup.Features.Audit;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Vaults;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Tests.Capture;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AssetsBackup.Tests.Vaults;

/// <summary>Product E11, I3: once a day a vault is pruned and a thirtieth of it read back.</summary>
public sealed class DailyUpkeepTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public async Task A_vault_with_backups_is_pruned_and_a_slice_of_it_verified_once_a_day()
    {
        await using var host = await BackedUpAsync();
        await LookAsync(host);
        (await BegunAsync(host)).ShouldBeEmpty("nothing is older than its minute yet");
        host.Clock.MoveAhead(Day);

        await LookAsync(host);
        await LookAsync(host);

        var begun = await BegunAsync(host);
        begun.ConvertAll(run => run.Kind).ShouldBe([RunKind.Prune, RunKind.Verify]);
        foreach (var run in begun)
            (await host.DrainAsync(run.Id)).State.ShouldBe(RunState.Succeeded);
        var first = begun[1].ArgumentsAs<StartVaultVerify>();
        (first.ReadData, first.Slices).ShouldBe((true, 30));
        host.Clock.MoveAhead(Day);
        await LookAsync(host);
        var next = (await BegunAsync(host))[^1].ArgumentsAs<StartVaultVerify>();
        next.Slice.ShouldBe((first.Slice + 1) % 30);
    }

    [Fact]
    public async Task Several_looks_at_once_begin_one_of_each()
    {
        await using var host = await BackedUpAsync();
        host.Clock.MoveAhead(Day);

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => LookAsync(host))));

        (await BegunAsync(host)).Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task The_operator_turns_either_off(bool prune, bool scrub)
    {
        await using var host = await BackedUpAsync();
        host.Clock.MoveAhead(Day);

        await LookAsync(host, prune, scrub);

        var kinds = (await BegunAsync(host)).ConvertAll(run => run.Kind);
        (kinds.Contains(RunKind.Prune), kinds.Contains(RunKind.Verify)).ShouldBe((prune, scrub));
        var options = host.Services.GetRequiredService<IOptions<UpkeepOptions>>().Value;
        (options.Prune, options.Scrub).ShouldBe((true, true));
    }

    [Theory]
    [InlineData("never backed up")]
    [InlineData("app disabled")]
    [InlineData("removed")]
    public async Task A_vault_that_is_not_in_use_is_left_alone(string why)
    {
        await using var host = await BackedUpAsync();
        host.Clock.MoveAhead(Day);
        await host.ChangeAsync(database => Change(database, why));

        await LookAsync(host);

        (await BegunAsync(host)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_deleted_backups_left_is_pruned()
    {
        await using var host = await BackedUpAsync();
        host.Clock.MoveAhead(Day);
        await host.ChangeAsync(database => database.Snapshots.RemoveRange(database.Snapshots));

        await LookAsync(host);

        (await BegunAsync(host)).ShouldContain(run => run.Kind == RunKind.Prune);
    }

    private static void Change(AppDatabase database, string why)
    {
        switch (why)
        {
            case "never backed up":
                database.Snapshots.RemoveRange(database.Snapshots);
                database.Runs.RemoveRange(database.Runs.Where(run => run.Kind == RunKind.Backup));
                break;
            case "app disabled":
                database.Tenants.Single().Disable();
                break;
            default:
                database.Connections.Single().DeletedAt = DateTimeOffset.UnixEpoch;
                break;
        }
    }

    private static async Task<CaptureHost> BackedUpAsync()
    {
        var host = await CaptureHost.StartSetUpAsync("n:20");
        await host.BackUpAsync("CNT");
        return host;
    }

    private static async Task LookAsync(CaptureHost host, bool prune = true, bool scrub = true)
    {
        await using var database = host.Database();
        await new DailyUpkeep(
            database,
            host.Services.GetRequiredService<RunQueue>(),
            host.Services.GetRequiredService<AuditChain>(),
            Options.Create(new UpkeepOptions { Prune = prune, Scrub = scrub }),
            host.Clock,
            NullLogger<DailyUpkeep>.Instance
        ).QueueDueAsync(CancellationToken.None);
    }

    private static Task<List<Run>> BegunAsync(CaptureHost host) =>
        host.ReadAsync(database =>
            database
                .Runs.AsNoTracking()
                .Where(run => run.RequestedBy == Run.BySchedule)
                .OrderBy(run => run.CreatedAt)
                .ThenBy(run => run.Kind)
                .ToListAsync()
        );
}
