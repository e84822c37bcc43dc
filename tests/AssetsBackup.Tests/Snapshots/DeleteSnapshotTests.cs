using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Snapshots;
using AssetsBackup.Features.Vaults;
using AssetsBackup.Hosting.Problems;
using AssetsBackup.Tests.Capture;
using AssetsBackup.Tests.Vaults;
using AssetsBackup.Vault;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Tests.Snapshots;

/// <summary>Product G1: a backup is deleted for good, and nothing untrue is told of it, whenever the server dies.</summary>
public sealed class DeleteSnapshotTests
{
    private static CancellationToken Never => CancellationToken.None;

    [Fact]
    public async Task A_deleted_backup_is_gone_from_the_list_and_the_vault_and_the_one_before_is_the_last()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:50");
        var (first, second) = await BackUpTwiceAsync(host);
        var entries = await host.EntriesAsync(first);

        await host.SendAsync(new DeleteSnapshot(second));

        (await RowsAsync(host)).ShouldBe([first]);
        (await RecordsAsync(host)).ShouldBe([first]);
        (await CodeOfAsync(() => host.SendAsync(new GetSnapshot(second)))).ShouldBe(
            "snapshot-not-found"
        );
        var schema = await host.SchemaAsync("CNT");
        (schema.LastSnapshotId, schema.LastSnapshotAt).ShouldBe(
            (first, (await host.SnapshotAsync(first)).TakenAt)
        );
        await VerifyAndPruneAsync(host);
        (await host.EntriesAsync(first)).ShouldBe(entries, ignoreOrder: true);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_server_that_dies_in_between_leaves_nothing_untrue_and_pruning_ends_the_deletion(
        bool isRecordThere
    )
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:50");
        var (first, second) = await BackUpTwiceAsync(host);
        await host.ChangeAsync(database =>
            database.Snapshots.Single(row => row.Id == second).DeletedAt = host.Clock.GetUtcNow()
        );
        if (!isRecordThere)
            using (var opened = await OpenAsync(host))
                await opened.Vault.DeleteAsync(RootKind.Snapshot, second, Never);

        await VerifyAndPruneAsync(host);

        (await RowsAsync(host)).ShouldBe([first]);
        (await RecordsAsync(host)).ShouldBe([first]);
        (await host.SnapshotAsync(first)).DamagedAt.ShouldBeNull();
    }

    [Fact]
    public async Task A_pinned_backup_stays_whatever_the_database_says_of_its_pin()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:50");
        var (first, second) = await BackUpTwiceAsync(host);
        await host.SendAsync(new PinSnapshot(second, IsPinned: true));

        (await CodeOfAsync(() => host.SendAsync(new DeleteSnapshot(second)))).ShouldBe(
            "backup-pinned"
        );
        await host.ChangeAsync(database =>
            database.Snapshots.Single(row => row.Id == second).IsPinned = false
        );
        (await CodeOfAsync(() => host.SendAsync(new DeleteSnapshot(second)))).ShouldBe(
            "backup-pinned"
        );

        (await RowsAsync(host)).ShouldBe([first, second], ignoreOrder: true);
        (await RecordsAsync(host)).ShouldBe([first, second], ignoreOrder: true);
        (await host.SnapshotAsync(second)).IsPinned.ShouldBeTrue();
        (await host.SchemaAsync("CNT")).LastSnapshotId.ShouldBe(second);
    }

    [Theory]
    [InlineData(RunKind.Verify, true, "a verification")]
    [InlineData(RunKind.Verify, false, "a verification")]
    [InlineData(RunKind.Plan, true, "a restore plan")]
    [InlineData(RunKind.Restore, true, "a restore")]
    [InlineData(RunKind.Backup, false, "a backup of its schema")]
    public async Task One_that_is_in_use_stays_and_what_uses_it_is_named(
        RunKind kind,
        bool namesIt,
        string named
    )
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:50");
        var (_, second) = await BackUpTwiceAsync(host);
        var schema = await host.SchemaAsync("CNT");
        await host.ChangeAsync(database =>
            database.Runs.Add(
                new Run
                {
                    Id = Guid.Parse("77777777-0000-0000-0000-000000000000"),
                    TenantId = host.Tenant,
                    ConnectionId = schema.ConnectionId,
                    Kind = kind,
                    // A verification of all that only waits for its turn does not see what is gone by then.
                    State = kind == RunKind.Verify && !namesIt ? RunState.Running : RunState.Queued,
                    SchemaId = kind == RunKind.Backup ? schema.Id : null,
                    SnapshotId = namesIt ? second : null,
                    RequestedBy = "operator",
                    CreatedAt = default,
                }
            )
        );

        var refused = await Should.ThrowAsync<ProblemException>(() =>
            host.SendAsync(new DeleteSnapshot(second))
        );

        refused.Problem.Code.ShouldBe("backup-in-use");
        refused.Problem.Title.ShouldContain($"in use by {named} that");
        (await host.SnapshotAsync(second)).DeletedAt.ShouldBeNull();
        (await RecordsAsync(host)).ShouldContain(second);
    }

    [Theory]
    [InlineData(RunState.Running, false)]
    [InlineData(RunState.Paused, true)]
    public async Task A_backup_at_work_keeps_none_that_it_does_not_build_on_and_one_that_waits_keeps_none(
        RunState state,
        bool goesTheNewestToo
    )
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:50");
        var (first, second) = await BackUpTwiceAsync(host);
        var schema = await host.SchemaAsync("CNT");
        await host.ChangeAsync(database =>
            database.Runs.Add(
                new Run
                {
                    Id = Guid.Parse("77777777-0000-0000-0000-000000000000"),
                    TenantId = host.Tenant,
                    ConnectionId = schema.ConnectionId,
                    Kind = RunKind.Backup,
                    State = state,
                    SchemaId = schema.Id,
                    RequestedBy = "operator",
                    CreatedAt = default,
                }
            )
        );

        await host.SendAsync(new DeleteSnapshot(first));
        if (goesTheNewestToo)
            await host.SendAsync(new DeleteSnapshot(second));
        else
            (await CodeOfAsync(() => host.SendAsync(new DeleteSnapshot(second)))).ShouldBe(
                "backup-in-use"
            );

        (await RowsAsync(host)).ShouldBe(goesTheNewestToo ? [] : [second]);
    }

    [Fact]
    public async Task One_in_a_storage_that_is_not_connected_stays()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:50");
        var (first, second) = await BackUpTwiceAsync(host);
        await host.StoreInAsync("other");

        (await CodeOfAsync(() => host.SendAsync(new DeleteSnapshot(second)))).ShouldBe(
            "storage-not-connected"
        );

        (await RowsAsync(host)).ShouldBe([first, second], ignoreOrder: true);
    }

    [Fact]
    public async Task One_of_another_customer_is_not_there()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:50");
        var (first, second) = await BackUpTwiceAsync(host);
        var stranger = Guid.Parse("99999999-0000-0000-0000-000000000009");

        (
            await CodeOfAsync(() => host.SendAsync(new DeleteSnapshot(second), tenant: stranger))
        ).ShouldBe("snapshot-not-found");

        (await RecordsAsync(host)).ShouldBe([first, second], ignoreOrder: true);
    }

    private static async Task<(Guid First, Guid Second)> BackUpTwiceAsync(CaptureHost host)
    {
        var first = (await host.BackUpAsync("CNT")).Id;
        host.Clock.MoveAhead(TimeSpan.FromHours(1));
        return (first, (await host.BackUpAsync("CNT")).Id);
    }

    private static async Task VerifyAndPruneAsync(CaptureHost host)
    {
        var verified = await host.DrainAsync(
            (await host.SendAsync(new StartVaultVerify(ReadData: true))).RunId
        );
        verified.State.ShouldBe(RunState.Succeeded, verified.ErrorMessage);
        var pruned = await host.DrainAsync((await host.SendAsync(new StartPrune())).RunId);
        pruned.State.ShouldBe(RunState.Succeeded, pruned.ErrorMessage);
    }

    private static Task<List<Guid>> RowsAsync(CaptureHost host) =>
        host.ReadAsync(database =>
            database.Snapshots.IgnoreQueryFilters().Select(row => row.Id).ToListAsync()
        );

    private static async Task<List<Guid>> RecordsAsync(CaptureHost host)
    {
        using var opened = await OpenAsync(host);
        return await opened
            .Vault.ListAsync(RootKind.Snapshot, Never)
            .Select(root => root.Id)
            .ToListAsync();
    }

    private static Task<OpenedVault> OpenAsync(CaptureHost host) =>
        host.WithAsync<TenantVaults, OpenedVault>(vaults =>
            vaults.OpenAsync(host.Tenant, null, Never)
        );

    private static async Task<string> CodeOfAsync(Func<Task> act) =>
        (await Should.ThrowAsync<ProblemException>(act)).Problem.Code;
}
