using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Tests.Capture;

namespace AssetsBackup.Tests.Schemas;

/// <summary>One schema that is closed to the account does not stop the others (contract §4.3, 7).</summary>
public sealed class ClosedSchemaTests
{
    private const string Closed = "ITA";
    private const string Open = "ORG";

    [Fact]
    public async Task A_sync_records_it_with_the_reason_and_goes_on()
    {
        await using var host = await CaptureHost.StartSetUpAsync();
        await CloseAsync(host);

        var run = await host.SyncAsync();

        run.State.ShouldBe(RunState.Succeeded, run.ErrorMessage);
        run.Result.ShouldBe("2 schemas found, 0 new, 0 gone, 1 in error");
        var closed = await host.SchemaAsync(Closed);
        closed.Status.ShouldBe(SchemaStatus.SyncError);
        closed.StatusReason.ShouldNotBeNull().ShouldContain("Object Schema Manager");
        (await host.SchemaAsync(Open)).Status.ShouldBe(SchemaStatus.Active);
    }

    [Fact]
    public async Task Its_backup_fails_by_name_and_the_next_in_the_queue_succeeds()
    {
        await using var host = await CaptureHost.StartSetUpAsync();
        await CloseAsync(host);
        var denied = await host.QueueBackupAsync(Closed);
        var other = await host.BackUpAsync(Open);

        var run = await host.DrainAsync(denied);

        (run.State, run.ErrorCode).ShouldBe((RunState.Failed, "access-denied"));
        other.State.ShouldBe(RunState.Succeeded, other.ErrorMessage);
        (await host.SnapshotAsync(other.Id)).SchemaId.ShouldBe((await host.SchemaAsync(Open)).Id);
    }

    private static async Task CloseAsync(CaptureHost host)
    {
        var path = $"/objectschema/{(await host.SchemaAsync(Closed)).AssetsId}/";
        host.Wire.Answer = request =>
            request.RequestUri!.AbsolutePath.Contains(path, StringComparison.Ordinal)
                ? Wire.Denied(request)
                : null;
    }
}
