using AssetsBackup.Features.Connections;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Features.Tenants;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Tests.Audit;
using AssetsBackup.Tests.Capture;
using AssetsBackup.Vault;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AssetsBackup.Tests.Schemas;

public sealed class DailySyncTests
{
    private const string World = "n:20";
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(30);

    [Fact]
    public void Connections_have_minutes_of_their_own_that_come_once_a_day()
    {
        var now = new DateTimeOffset(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);
        var random = new Random(7);
        var ids = Enumerable.Range(0, 2000).Select(_ => Random(random)).ToList();

        var minutes = ids.ConvertAll(id => DailySync.LastMinute(id, now));

        minutes.ShouldAllBe(minute => minute <= now && minute > now - Day && minute.Second == 0);
        minutes
            .Distinct()
            .Count()
            .ShouldBeGreaterThan(900, "of 1440 minutes, 2000 times at random");
        foreach (var (id, minute) in ids.Zip(minutes))
        {
            DailySync.LastMinute(id, minute).ShouldBe(minute);
            DailySync.LastMinute(id, minute + Day - Moment).ShouldBe(minute);
            DailySync.LastMinute(id, minute + Day).ShouldBe(minute + Day);
        }
    }

    [Fact]
    public async Task A_connection_is_synced_when_its_minute_comes_and_then_not_before_the_next_day()
    {
        await using var host = await CaptureHost.StartSetUpAsync(World);
        await LookAsync(host);
        (await DailyAsync(host)).ShouldBeEmpty("it was synced by hand since");

        await MoveToMinuteAsync(host, before: Moment);
        await LookAsync(host);
        (await DailyAsync(host)).ShouldBeEmpty();
        host.Clock.MoveAhead(Moment);
        await LookAsync(host);
        await LookAsync(host);

        var first = (await DailyAsync(host)).ShouldHaveSingleItem();
        first.State.ShouldBe(RunState.Queued);
        (await host.DrainAsync(first.Id)).State.ShouldBe(RunState.Succeeded);
        await MoveToMinuteAsync(host, before: Moment);
        await LookAsync(host);
        (await DailyAsync(host)).Count.ShouldBe(1);
        host.Clock.MoveAhead(Moment);
        await LookAsync(host);
        (await DailyAsync(host)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_server_that_was_down_at_the_minute_makes_up_for_it_once()
    {
        await using var host = await CaptureHost.StartSetUpAsync(World);
        host.Clock.MoveAhead(5 * Day);

        await LookAsync(host);
        await LookAsync(host);

        (await DailyAsync(host)).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(RunState.Queued)]
    [InlineData(RunState.Running)]
    [InlineData(RunState.Paused)]
    public async Task One_that_is_under_way_already_is_not_doubled(RunState state)
    {
        await using var host = await CaptureHost.StartSetUpAsync(World);
        var asked = (await host.SendAsync(new StartSync())).RunId;
        await host.ChangeAsync(database =>
            database.Runs.Single(run => run.Id == asked).State = state
        );
        host.Clock.MoveAhead(Day);

        await LookAsync(host);

        (await DailyAsync(host)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Several_looks_at_once_begin_one()
    {
        await using var host = await CaptureHost.StartSetUpAsync(World);
        host.Clock.MoveAhead(Day);

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => LookAsync(host))));

        (await DailyAsync(host)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_operator_turns_it_off()
    {
        await using var host = await CaptureHost.StartSetUpAsync(World);
        host.Clock.MoveAhead(Day);

        await LookAsync(host, isOn: false);

        (await DailyAsync(host)).ShouldBeEmpty();
        host.Services.GetRequiredService<IOptions<SyncOptions>>().Value.Daily.ShouldBeTrue();
    }

    [Theory]
    [InlineData("not synced yet")]
    [InlineData("removed")]
    [InlineData("app disabled")]
    [InlineData("app uninstalled")]
    public async Task A_connection_that_is_not_in_use_is_left_alone(string how)
    {
        await using var host = await CaptureHost.StartSetUpAsync(World);
        host.Clock.MoveAhead(Day);
        await host.ChangeAsync(database => Change(database, how));

        await LookAsync(host);

        (await DailyAsync(host)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_customer_without_a_key_keeps_no_other_from_its_sync()
    {
        await using var host = await CaptureHost.StartSetUpAsync(World);
        await host.AddOtherCustomerAsync();
        await host.ChangeAsync(database =>
            database.Connections.Add(
                new Connection
                {
                    Id = Guid.Parse("55555555-0000-0000-0000-000000000005"),
                    TenantId = AuditLines.Other,
                    Role = ConnectionRole.Current,
                    Name = "globex",
                    SiteUrl = "https://globex.atlassian.net",
                    CloudId = host.CloudId("globex"),
                    WorkspaceId = host.Workspace("globex"),
                    Email = CaptureHost.Email,
                    ApiToken = [],
                    TokenSetAt = default,
                    SyncedAt = DateTimeOffset.UnixEpoch,
                    CreatedAt = default,
                }
            )
        );
        host.Clock.MoveAhead(Day);
        await host
            .Services.GetRequiredService<KeyStore>()
            .DestroyAsync(host.Tenant, CancellationToken.None);

        await LookAsync(host);

        (await DailyAsync(host)).ShouldHaveSingleItem().TenantId.ShouldBe(AuditLines.Other);
    }

    [Fact]
    public async Task The_servers_scheduler_does_it_by_itself()
    {
        await using var host = await CaptureHost.StartSetUpAsync(World);
        host.Clock.MoveAhead(Day);
        await using var scheduler = await Scheduler.StartAsync(host);
        using var end = new CancellationTokenSource(TimeSpan.FromMinutes(2));

        List<Run> begun;
        while ((begun = await DailyAsync(host)).Count == 0)
            await Task.Delay(TimeSpan.FromMilliseconds(200), end.Token);

        var run = await scheduler.UntilAsync(begun[0].Id, RunState.Succeeded);
        run.Result.ShouldBe("1 schema found, 0 new, 0 gone, 0 in error");
    }

    private static void Change(AppDatabase database, string how)
    {
        var (connection, tenant) = (database.Connections.Single(), database.Tenants.Single());
        switch (how)
        {
            case "not synced yet":
                connection.SyncedAt = null;
                break;
            case "removed":
                connection.DeletedAt = DateTimeOffset.UnixEpoch;
                break;
            case "app disabled":
                tenant.Disable();
                break;
            default:
                tenant.Uninstall(DateTimeOffset.MaxValue, "acme");
                break;
        }
    }

    /// <summary>What the scheduler's job does each minute.</summary>
    private static async Task LookAsync(CaptureHost host, bool isOn = true)
    {
        await using var database = host.Database();
        await new DailySync(
            database,
            host.Services.GetRequiredService<RunQueue>(),
            Options.Create(new SyncOptions { Daily = isOn }),
            host.Clock,
            NullLogger<DailySync>.Instance
        ).QueueDueAsync(CancellationToken.None);
    }

    /// <summary>Moves the clock to shortly before the connection's next minute.</summary>
    private static async Task MoveToMinuteAsync(CaptureHost host, TimeSpan before)
    {
        var id = await host.ReadAsync(database =>
            database.Connections.Select(connection => connection.Id).SingleAsync()
        );
        var now = host.Clock.GetUtcNow();
        host.Clock.MoveAhead(DailySync.LastMinute(id, now) + Day - before - now);
    }

    private static Task<List<Run>> DailyAsync(CaptureHost host) =>
        host.ReadAsync(database =>
            database
                .Runs.AsNoTracking()
                .Where(run => run.Kind == RunKind.Sync && run.RequestedBy == Run.BySchedule)
                .ToListAsync()
        );

    private static Guid Random(Random random)
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }
}
