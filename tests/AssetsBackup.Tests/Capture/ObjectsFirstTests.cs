using AssetsBackup.Features.Plans;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Snapshots;
using AssetsBackup.Features.Snapshots.Records;
using AssetsBackup.Vault;

namespace AssetsBackup.Tests.Capture;

/// <summary>A backup can be restored once its objects are read; what hangs on them follows.</summary>
public sealed class ObjectsFirstTests : IAsyncLifetime
{
    private const int Objects = 300;

    private CaptureHost host = null!;
    private string key = null!;

    public async ValueTask InitializeAsync()
    {
        host = await CaptureHost.StartSetUpAsync($"n:{Objects}", callsPerObject: true);
        key = (await host.ReadAsync(database => Task.FromResult(database.Schemas.Single()))).Key;
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task While_the_parts_are_read_the_objects_are_a_backup_that_says_what_follows()
    {
        var id = await host.QueueBackupAsync(key);
        var reading = await EndInPartsAsync(id);
        (reading.State, reading.Lane).ShouldBe((RunState.Running, RunLane.Parts));
        (RunView.Of(reading).SnapshotId, RunView.Of(reading).HasBackup).ShouldBe((null, true));
        var first = await host.OpenAsync(id);

        var seen = await host.SendAsync(new GetSnapshot(id));
        seen.State.ShouldBe(SnapshotState.ObjectsOnly);
        seen.Objects.ShouldBe(Objects);
        StatesOf(seen)
            .ShouldBe(
                new()
                {
                    ["avatars"] = PartState.Following,
                    ["comments"] = PartState.Following,
                    ["history"] = PartState.Following,
                    ["attachments"] = PartState.Following,
                    ["issueFields"] = PartState.Following,
                }
            );
        first.Record.Revision.ShouldBe(1);
        first.Record.Trees[SnapshotTrees.Objects].Entries.ShouldBe(Objects);
        first.Record.Trees.Keys.ShouldNotContain(SnapshotTrees.Comments);

        await host.ChangeAsync(database =>
            database.Snapshots.Single(row => row.Id == id).VerifiedAt = host.Clock.GetUtcNow()
        );

        var run = await host.DrainAsync(id);

        run.State.ShouldBe(RunState.Succeeded, run.ErrorMessage);
        RunView.Of(run).SnapshotId.ShouldBe(id);
        var second = await host.RootAsync(id);
        second.Revision.ShouldBe(2);
        second.Trees[SnapshotTrees.Objects].ShouldBe(first.Record.Trees[SnapshotTrees.Objects]);
        var whole = await host.SendAsync(new GetSnapshot(id));
        (whole.State, whole.TakenAt).ShouldBe((SnapshotState.Complete, seen.TakenAt));
        whole.Parts.ShouldNotContain(part => part.State == PartState.Following);
        whole.VerifiedAt.ShouldBeNull();
        whole.AddedBytes.ShouldBeGreaterThan(seen.AddedBytes);
        await ShouldEqualAsync(id, (await host.FullBackUpAsync(key)).Id);
    }

    [Fact]
    public async Task A_backup_that_is_stopped_in_its_parts_keeps_its_objects_and_the_next_one_is_whole()
    {
        var id = await StopAtAsync("/history");

        var left = await host.SendAsync(new GetSnapshot(id));
        left.State.ShouldBe(SnapshotState.ObjectsOnly);
        var history = left.Parts.Single(part => part.Name == "history");
        history.State.ShouldBe(PartState.NotCaptured);
        history.Reasons.ShouldBe(["The backup ended before it was read."]);
        var plan = await host.SendAsync(new MakePlan(id, null, "A copy", "COPY"));
        (await host.DrainAsync(plan.RunId)).State.ShouldBe(RunState.Succeeded);
        var next = await host.BackUpAsync(key);
        next.State.ShouldBe(RunState.Succeeded, next.ErrorMessage);
        (await host.BasisAsync(next.Id)).On.ShouldBeNull();
        await ShouldEqualAsync(next.Id, (await host.FullBackUpAsync(key)).Id);
    }

    [Fact]
    public async Task An_incremental_backup_passes_over_one_that_has_only_its_objects()
    {
        var whole = await host.BackUpAsync(key);
        var stopped = await StopAtAsync("/field");

        var next = await host.BackUpAsync(key);

        next.State.ShouldBe(RunState.Succeeded, next.ErrorMessage);
        (await host.SnapshotAsync(stopped)).State.ShouldBe(SnapshotState.ObjectsOnly);
        (await host.BasisAsync(next.Id)).On.ShouldBe(whole.Id);
        await ShouldEqualAsync(next.Id, whole.Id);
    }

    [Fact]
    public async Task Where_the_parts_of_the_earlier_backup_are_lost_meanwhile_all_of_them_are_read()
    {
        var whole = await host.BackUpAsync(key);
        var id = await host.QueueBackupAsync(key);
        host.Wire.BeforeCall = (path, _) =>
        {
            if (path.EndsWith("/field", StringComparison.Ordinal))
                throw new LeaseLostException(Guid.Empty);
        };
        await host.DrainAsync(id);
        host.Wire.Reset();
        await using (var database = host.Database())
        {
            database.Snapshots.Single(row => row.Id == whole.Id).DamagedAt = host.Clock.GetUtcNow();
            await database.SaveChangesAsync();
        }
        var before = await host.CallsAsync("findObjectHistory");

        var run = await host.DrainAsync(id);

        run.State.ShouldBe(RunState.Succeeded, run.ErrorMessage);
        ((await host.CallsAsync("findObjectHistory")) - before).ShouldBe(Objects);
        await ShouldEqualAsync(id, whole.Id);
    }

    [Fact]
    public async Task A_backup_whose_objects_are_lost_before_its_parts_are_read_reads_them_again()
    {
        var id = await host.QueueBackupAsync(key);
        await EndInPartsAsync(id);
        var record = Directory
            .GetDirectories(
                Path.Combine(host.DataDirectory, "vaults"),
                $"{id:N}",
                SearchOption.AllDirectories
            )
            .ShouldHaveSingleItem();
        Directory.Delete(record, recursive: true);
        await host.ChangeAsync(database =>
            database.Snapshots.Single(row => row.Id == id).GivenUpAt = host.Clock.GetUtcNow()
        );

        var run = await host.DrainAsync(id);

        run.State.ShouldBe(RunState.Succeeded, run.ErrorMessage);
        (await host.SnapshotAsync(id)).GivenUpAt.ShouldBeNull();
        await ShouldEqualAsync(id, (await host.FullBackUpAsync(key)).Id);
    }

    /// <summary>As if the process had died after a good part of the objects' histories.</summary>
    private async Task<Run> EndInPartsAsync(Guid id)
    {
        var asked = 0;
        host.Wire.BeforeCall = (path, _) =>
        {
            if (
                path.EndsWith("/history", StringComparison.Ordinal)
                && Interlocked.Increment(ref asked) > Objects / 2
            )
                throw new LeaseLostException(Guid.Empty);
        };
        var run = await host.DrainAsync(id);
        host.Wire.Reset();
        return run;
    }

    /// <summary>The token dies at the first call of a path, and the backup, which waits then, is stopped.</summary>
    private async Task<Guid> StopAtAsync(string lastCall)
    {
        var id = await host.QueueBackupAsync(key);
        host.Wire.BeforeCall = (path, _) =>
            host.Wire.TokenIsDead |= path.EndsWith(lastCall, StringComparison.Ordinal);
        (await host.DrainAsync(id)).State.ShouldBe(RunState.Paused);
        host.Wire.Reset();
        await host.SendAsync(new StopRun(id));
        (await host.DrainAsync(id)).State.ShouldBe(RunState.Stopped);
        return id;
    }

    private async Task ShouldEqualAsync(Guid one, Guid other)
    {
        var trees = (await host.RootAsync(other)).Trees;
        (await host.RootAsync(one)).Trees.ShouldBe(trees, ignoreOrder: true);
    }

    private static Dictionary<string, PartState> StatesOf(SnapshotView snapshot) =>
        snapshot
            .Parts.SkipWhile(part => part.Name != "objects")
            .Skip(1)
            .ToDictionary(part => part.Name, part => part.State);
}
