using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Schedules;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Features.Snapshots;
using AssetsBackup.Features.Vaults;
using AssetsBackup.Hosting.Problems;
using AssetsBackup.Tests.Capture;
using AssetsBackup.Tests.Vaults;
using AssetsBackup.Vault;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Tests.Schemas;

/// <summary>Product D3a: a schema is deleted from the app; its backups go only where it is gone from Assets.</summary>
public sealed class DeleteSchemaTests
{
    private static CancellationToken Never => CancellationToken.None;

    [Fact]
    public async Task An_active_one_loses_row_and_schedule_and_the_next_sync_brings_it_back_with_its_backups()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:50");
        await ScheduleAsync(host, await host.SchemaAsync("CNT"));
        var schema = await host.SchemaAsync("CNT");
        var backup = schema.LastSnapshotId.ShouldNotBeNull();

        await host.SendAsync(new DeleteSchema(schema.Id, WithBackups: false));

        (await host.SendAsync(new ListSchemas())).Items.ShouldBeEmpty();
        (await CodeOfAsync(host, new GetSchema(schema.Id))).ShouldBe("schema-not-found");
        (await CodeOfAsync(host, new BackUpNow(schema.Id, null))).ShouldBe("schema-not-found");
        (await host.SendAsync(new ScheduleAll("UTC"))).Schemas.ShouldBe(0);
        (await host.ReadAsync(database => database.Schedules.CountAsync())).ShouldBe(0);
        (await RecordsAsync(host)).ShouldBe([backup]);

        var sync = await host.SyncAsync();

        var back = (await host.SendAsync(new ListSchemas())).Items.ShouldHaveSingleItem();
        (back.Id, back.LastSnapshotId, back.Schedule).ShouldBe((schema.Id, backup, null));
        (await host.LogAsync(sync)).ShouldContain(
            "Schema CNT was deleted from this app and is back"
        );
    }

    [Fact]
    public async Task One_that_is_gone_meanwhile_comes_back_as_deleted_with_its_backups()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:50");
        var backup = (await host.BackUpAsync("CNT")).Id;
        var schema = await host.SchemaAsync("CNT");
        await host.SendAsync(new DeleteSchema(schema.Id, WithBackups: false));
        await host.Assets("acme").DeleteSchemaAsync(schema.AssetsId, Never);

        await host.SyncAsync();

        var back = (await host.SendAsync(new ListSchemas())).Items.ShouldHaveSingleItem();
        (back.Status, back.LastSnapshotId).ShouldBe((SchemaStatus.Deleted, backup));
    }

    [Fact]
    public async Task One_that_is_gone_from_Assets_goes_for_good_with_all_its_backups()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:50");
        var schema = await GoneAsync(host);

        var deleted = await host.SendAsync(new DeleteSchema(schema.Id, WithBackups: true));

        deleted.Backups.ShouldBe(2);
        (await RecordsAsync(host)).ShouldBeEmpty();
        (
            await host.ReadAsync(database => database.Snapshots.IgnoreQueryFilters().CountAsync())
        ).ShouldBe(0);
        await host.SyncAsync();
        (await host.SendAsync(new ListSchemas())).Items.ShouldBeEmpty();
        (await ActionsAsync(host))
            .Where(action => action.EndsWith("Deleted", StringComparison.Ordinal))
            .ShouldBe(["SnapshotDeleted", "SnapshotDeleted", "SchemaDeleted"]);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task What_is_to_go_with_it_is_decided_by_whoever_asks(
        bool isGone,
        bool withBackups
    )
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:50");
        var schema = isGone ? await GoneAsync(host) : await BackedUpTwiceAsync(host);

        (await CodeOfAsync(host, new DeleteSchema(schema.Id, withBackups))).ShouldBe(
            "schema-status-changed"
        );

        (await host.SendAsync(new ListSchemas())).Items.Count.ShouldBe(1);
        (await RecordsAsync(host)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task With_a_pinned_backup_it_stays_and_all_its_backups_do()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:50");
        var schema = await GoneAsync(host);
        var pinned = schema.LastSnapshotId!.Value;
        await host.SendAsync(new PinSnapshot(pinned, IsPinned: true));

        (await CodeOfAsync(host, new DeleteSchema(schema.Id, WithBackups: true))).ShouldBe(
            "backup-pinned"
        );
        (await RecordsAsync(host)).Count.ShouldBe(2);

        // The vault's word on a pin counts, whatever the database says.
        await host.ChangeAsync(database =>
            database.Snapshots.Single(row => row.Id == pinned).IsPinned = false
        );
        (await CodeOfAsync(host, new DeleteSchema(schema.Id, WithBackups: true))).ShouldBe(
            "backups-kept"
        );
        (await RecordsAsync(host)).ShouldBe([pinned]);
        var kept = (await host.SendAsync(new ListSchemas())).Items.ShouldHaveSingleItem();
        kept.LastSnapshotId.ShouldBe(pinned);
    }

    [Theory]
    [InlineData(RunKind.Verify, false)]
    [InlineData(RunKind.Verify, true)]
    [InlineData(RunKind.Restore, true)]
    public async Task What_a_run_uses_stays(RunKind kind, bool namesBackup)
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:50");
        var schema = await GoneAsync(host);
        await QueueAsync(host, schema, kind, null, namesBackup ? schema.LastSnapshotId : null);

        (await CodeOfAsync(host, new DeleteSchema(schema.Id, WithBackups: true))).ShouldBe(
            "schema-in-use"
        );

        (await RecordsAsync(host)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task One_that_is_being_backed_up_stays()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:50");
        var schema = await host.SchemaAsync("CNT");
        await QueueAsync(host, schema, RunKind.Backup, schema.Id, null);

        (await CodeOfAsync(host, new DeleteSchema(schema.Id, WithBackups: false))).ShouldBe(
            "schema-in-use"
        );

        (await host.SendAsync(new ListSchemas())).Items.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Backups_in_a_storage_that_is_not_connected_stay()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:50");
        var schema = await GoneAsync(host);
        await host.StoreInAsync("other");

        (await CodeOfAsync(host, new DeleteSchema(schema.Id, WithBackups: true))).ShouldBe(
            "storage-not-connected"
        );

        (await host.ReadAsync(database => database.Snapshots.CountAsync())).ShouldBe(2);
    }

    [Fact]
    public async Task One_of_another_customer_is_not_there()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:50");
        var schema = await host.SchemaAsync("CNT");
        var stranger = Guid.Parse("99999999-0000-0000-0000-000000000009");

        (
            await Should.ThrowAsync<ProblemException>(() =>
                host.SendAsync(new DeleteSchema(schema.Id, WithBackups: false), tenant: stranger)
            )
        ).Problem.Code.ShouldBe("schema-not-found");

        (await host.SendAsync(new ListSchemas())).Items.Count.ShouldBe(1);
    }

    private static async Task<Schema> BackedUpTwiceAsync(CaptureHost host)
    {
        await host.BackUpAsync("CNT");
        host.Clock.MoveAhead(TimeSpan.FromHours(1));
        await host.BackUpAsync("CNT");
        return await host.SchemaAsync("CNT");
    }

    private static async Task<Schema> GoneAsync(CaptureHost host)
    {
        var schema = await BackedUpTwiceAsync(host);
        await host.Assets("acme").DeleteSchemaAsync(schema.AssetsId, Never);
        await host.SyncAsync();
        return await host.SchemaAsync("CNT");
    }

    private static async Task ScheduleAsync(CaptureHost host, Schema schema)
    {
        var saved = await host.SendAsync(
            new SaveSchedule(
                schema.Id,
                IsEnabled: true,
                new(ScheduleKind.Custom, "0 3 * * *", "UTC")
            )
        );
        await host.DrainAsync(saved.RunId!.Value);
    }

    private static Task QueueAsync(
        CaptureHost host,
        Schema schema,
        RunKind kind,
        Guid? schemaId,
        Guid? snapshotId
    ) =>
        host.ChangeAsync(database =>
            database.Runs.Add(
                new Run
                {
                    Id = Guid.Parse("77777777-0000-0000-0000-000000000000"),
                    TenantId = host.Tenant,
                    ConnectionId = schema.ConnectionId,
                    Kind = kind,
                    State = kind == RunKind.Verify ? RunState.Running : RunState.Queued,
                    SchemaId = schemaId,
                    SnapshotId = snapshotId,
                    RequestedBy = "operator",
                    CreatedAt = default,
                }
            )
        );

    private static async Task<List<Guid>> RecordsAsync(CaptureHost host)
    {
        using var opened = await host.WithAsync<TenantVaults, OpenedVault>(vaults =>
            vaults.OpenAsync(host.Tenant, null, Never)
        );
        return await opened
            .Vault.ListAsync(RootKind.Snapshot, Never)
            .Select(root => root.Id)
            .ToListAsync();
    }

    private static Task<List<string>> ActionsAsync(CaptureHost host) =>
        host.ReadAsync(database =>
            database.AuditLog.OrderBy(row => row.Seq).Select(row => row.Action).ToListAsync()
        );

    private static async Task<string> CodeOfAsync<TResponse>(
        CaptureHost host,
        Mediator.IRequest<TResponse> request
    ) => (await Should.ThrowAsync<ProblemException>(() => host.SendAsync(request))).Problem.Code;
}
