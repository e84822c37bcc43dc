using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Hosting.Problems;
using AssetsBackup.Tests.Capture;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Tests.Schemas;

/// <summary>403 on one schema is recorded, and the others go on (contract §4.3).</summary>
public sealed class ClosedSchemaTests
{
    private const string Closed = "ORG";
    private const string Open = "ITA";

    [Fact]
    public async Task The_sync_marks_it_with_the_reason_and_reads_the_others()
    {
        await using var host = await CaptureHost.StartSetUpAsync();
        await CloseAsync(host, Closed);

        var run = await host.SyncAsync();

        (run.State, run.Result).ShouldBe(
            (RunState.Succeeded, "2 schemas found, 0 new, 0 gone, 1 in error")
        );
        var closed = await host.SchemaAsync(Closed);
        closed.Status.ShouldBe(SchemaStatus.SyncError);
        closed
            .StatusReason.ShouldNotBeNull()
            .ShouldBe(
                "The account may not read this schema. Give it the role Object Schema Manager."
            );
        (await host.SchemaAsync(Open)).Status.ShouldBe(SchemaStatus.Active);
        (await host.LogAsync(run)).ShouldContain(
            $"Schema {Closed} cannot be read: {closed.StatusReason}"
        );
        (
            await Should.ThrowAsync<ProblemException>(() => host.QueueBackupAsync(Closed))
        ).Problem.Code.ShouldBe("schema-not-active");
        (await host.BackUpAsync(Open)).State.ShouldBe(RunState.Succeeded);
    }

    [Fact]
    public async Task Once_it_is_open_again_the_next_sync_clears_the_mark()
    {
        await using var host = await CaptureHost.StartSetUpAsync();
        await CloseAsync(host, Closed);
        await host.SyncAsync();
        await CloseAsync(host);

        await host.SyncAsync();

        var reopened = await host.SchemaAsync(Closed);
        (reopened.Status, reopened.StatusReason).ShouldBe((SchemaStatus.Active, null));
    }

    [Fact]
    public async Task A_backup_of_it_fails_by_name_and_the_next_schemas_backup_is_made()
    {
        await using var host = await CaptureHost.StartSetUpAsync();
        await CloseAsync(host, Closed);
        var refused = await host.QueueBackupAsync(Closed);
        var next = await host.QueueBackupAsync(Open);

        var run = await host.DrainAsync(refused);

        (run.State, run.ErrorCode).ShouldBe((RunState.Failed, "access-denied"));
        run.ErrorMessage.ShouldNotBeNull().ShouldContain("Give it Object Schema Manager");
        (await host.SchemaAsync(Closed)).LastSnapshotId.ShouldBeNull();
        var other = await host.ReadAsync(database =>
            database.Runs.SingleAsync(row => row.Id == next)
        );
        other.State.ShouldBe(RunState.Succeeded, other.ErrorMessage);
        (await host.SchemaAsync(Open)).LastSnapshotId.ShouldBe(next);
    }

    private static Task CloseAsync(CaptureHost host, params string[] keys) =>
        host.SwitchSchemasAsync("closedSchemas", keys);
}
