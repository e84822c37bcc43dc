using AssetsBackup.Features.Runs;
using AssetsBackup.Hosting;
using AssetsBackup.Hosting.Database;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Tests.Doors.Connect;

public sealed class TenantRunsTests : IAsyncLifetime
{
    private static readonly IdSource Ids = new();

    private DoorHost door = null!;

    public async ValueTask InitializeAsync() => door = await DoorHost.StartAsync();

    public ValueTask DisposeAsync() => door.DisposeAsync();

    [Theory]
    [InlineData("uninstalled")]
    [InlineData("disabled")]
    public async Task The_tenants_active_runs_are_asked_to_stop_and_no_others(string eventType)
    {
        var site = await TestSite.Acme(door).InstallAsync();
        var other = await TestSite.Globex(door).InstallAsync();
        var queued = await AddRunAsync(site, RunState.Queued);
        var running = await AddRunAsync(site, RunState.Running);
        var finished = await AddRunAsync(site, RunState.Succeeded);
        var foreign = await AddRunAsync(other, RunState.Running);

        await (
            eventType == "disabled" ? site.WebhookAsync(eventType) : site.LifecycleAsync(eventType)
        );

        var runs = await door.ReadAsync(database => database.Runs.ToDictionaryAsync(run => run.Id));
        runs[queued].State.ShouldBe(RunState.Stopped);
        (runs[running].State, runs[running].StopRequested).ShouldBe((RunState.Running, true));
        (runs[finished].State, runs[finished].StopRequested).ShouldBe((RunState.Succeeded, false));
        (runs[foreign].State, runs[foreign].StopRequested).ShouldBe((RunState.Running, false));
    }

    private Task<Guid> AddRunAsync(TestSite site, RunState state) =>
        door.ReadAsync(async database =>
        {
            var run = new Run
            {
                Id = Ids.Next(),
                TenantId = await TenantIdAsync(database, site),
                ConnectionId = Ids.Next(),
                Kind = RunKind.Backup,
                State = state,
                RequestedBy = "admin-1",
                CreatedAt = door.Clock.GetUtcNow(),
            };
            database.Add(run);
            await database.SaveChangesAsync();
            return run.Id;
        });

    private static async Task<Guid> TenantIdAsync(AppDatabase database, TestSite site) =>
        (
            await database.ConnectInstallations.SingleAsync(row => row.ClientKey == site.ClientKey)
        ).TenantId;
}
