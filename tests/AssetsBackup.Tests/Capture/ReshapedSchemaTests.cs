using System.Text.Json.Nodes;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Snapshots;
using AssetsBackup.Features.Vaults;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Tests.Capture;

/// <summary>What Assets does not call a change, and what may be wrong with the backup that another one builds on.</summary>
public sealed class ReshapedSchemaTests
{
    [Fact]
    public async Task Values_of_a_deleted_attribute_are_gone_from_objects_that_were_not_updated()
    {
        await using var host = await CaptureHost.StartSetUpAsync();
        var key = await host.PicturedSchemaAsync();
        var before = await host.EntriesAsync((await host.BackUpAsync(key)).Id);
        var holders = (await host.ReshapeAsync("drop", key)).GetProperty("holders").GetInt32();

        var incremental = await host.BackUpAsync(key);

        holders.ShouldBeGreaterThan(10);
        (await host.BasisAsync(incremental.Id)).On.ShouldNotBeNull();
        var after = await host.EntriesAsync(incremental.Id);
        after.Except(before).Count().ShouldBe(holders);
        await host.ShouldBeEqualToFullAsync(key, incremental.Id);
    }

    [Fact]
    public async Task Objects_that_were_moved_to_another_type_stand_in_one_type_with_all_that_is_theirs()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:400", callsPerObject: true);
        var key = await OnlyKeyAsync(host);
        await host.BackUpAsync(key);
        for (var seed = 1; seed <= 8; seed++)
            await host.ReshapeAsync("move", key, seed);

        var incremental = await host.BackUpAsync(key);

        incremental.State.ShouldBe(RunState.Succeeded, incremental.ErrorMessage);
        (await host.BasisAsync(incremental.Id)).On.ShouldNotBeNull();
        await host.ShouldBeEqualToFullAsync(key, incremental.Id);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_that_is_moved_while_it_is_read_stands_in_one_type(bool builds)
    {
        await using var host = await CaptureHost.StartSetUpAsync();
        var key = await host.PicturedSchemaAsync();
        if (builds)
            await host.BackUpAsync(key);
        var moves = 0;
        host.Wire.BeforeCall = (path, _) =>
        {
            if (path.EndsWith("/object/aql", StringComparison.Ordinal))
                host.ReshapeAsync("move", key, ++moves).GetAwaiter().GetResult();
        };

        var run = await host.BackUpAsync(key);

        moves.ShouldBeGreaterThan(1);
        host.Wire.Reset();
        var entries = await host.EntriesAsync(run.Id);
        entries.Select(entry => entry.Id).ShouldBeUnique();
    }

    [Fact]
    public async Task More_changes_than_a_page_holds_and_short_answers_by_key_lose_nothing()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:3000");
        var key = await OnlyKeyAsync(host);
        await host.BackUpAsync(key);
        await host.MutateAsync(22);
        host.Wire.Change = (_, query, body) =>
        {
            if (
                query.Contains("Key IN", StringComparison.Ordinal)
                && body["values"] is JsonArray values
            )
                while (values.Count > 7)
                    values.RemoveAt(values.Count - 1);
        };

        var incremental = await host.BackUpAsync(key);

        host.Wire.Reset();
        (await host.BasisAsync(incremental.Id)).On.ShouldNotBeNull();
        await host.ShouldBeEqualToFullAsync(key, incremental.Id);
    }

    [Fact]
    public async Task With_a_lost_pack_of_the_earlier_backup_everything_is_read_and_the_new_one_is_whole()
    {
        await using var host = await CaptureHost.StartSetUpAsync();
        var key = await host.PicturedSchemaAsync();
        await host.BackUpAsync(key);
        foreach (var pack in Packs(host))
            File.Delete(pack);

        var next = await host.BackUpAsync(key);

        next.State.ShouldBe(RunState.Succeeded, next.ErrorMessage);
        (await host.BasisAsync(next.Id)).On.ShouldBeNull();
        await host.DrainAsync((await host.SendAsync(new StartVaultVerify(ReadData: true))).RunId);
        (await host.SnapshotAsync(next.Id)).VerifiedAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task After_damage_in_one_backup_the_next_one_builds_on_none()
    {
        await using var host = await CaptureHost.StartSetUpAsync();
        var key = await host.PicturedSchemaAsync();
        var first = await host.BackUpAsync(key);
        await host.MutateAsync(5);
        await host.BackUpAsync(key);
        var pack = Packs(host).OrderBy(File.GetLastWriteTimeUtc).First();
        var bytes = await File.ReadAllBytesAsync(pack);
        await File.WriteAllBytesAsync(pack, [.. bytes[..^1], (byte)(bytes[^1] ^ 1)]);
        await host.DrainAsync((await host.SendAsync(new StartVerify(first.Id))).RunId);

        var next = await host.BackUpAsync(key);

        (await host.BasisAsync(next.Id)).On.ShouldBeNull();
        (await host.SnapshotAsync(first.Id)).DamagedAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task One_that_was_interrupted_begins_anew_where_damage_was_found_meanwhile()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:400", callsPerObject: true);
        var key = await OnlyKeyAsync(host);
        var first = await host.BackUpAsync(key);
        await host.MutateAsync(10);
        var interrupted = await InterruptAsync(host, key);
        await host.ChangeAsync(database =>
            database.Snapshots.Single(row => row.Id == first.Id).DamagedAt = host.Clock.GetUtcNow()
        );

        var run = await host.DrainAsync(interrupted);

        run.State.ShouldBe(RunState.Succeeded, run.ErrorMessage);
        (await host.BasisAsync(run.Id)).On.ShouldBeNull();
        await host.ShouldBeEqualToFullAsync(key, run.Id);
    }

    [Fact]
    public async Task One_that_was_interrupted_reads_the_parts_that_it_began_with_whatever_the_settings_are_now()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:400", callsPerObject: true);
        var key = await OnlyKeyAsync(host);
        var interrupted = await InterruptAsync(host, key);
        await host.ChangeAsync(database =>
        {
            var row = database.Runs.Single(row => row.Id == interrupted);
            var checkpoint = JsonNode.Parse(row.Checkpoint!)!;
            checkpoint["parts"]!.AsArray().Count.ShouldBe(4);
            checkpoint["parts"] = new JsonArray("avatars", "history");
            row.Checkpoint = checkpoint.ToJsonString();
        });

        var run = await host.DrainAsync(interrupted);

        run.State.ShouldBe(RunState.Succeeded, run.ErrorMessage);
        (await host.PartAsync(run.Id, "comments")).State.ShouldBe(PartState.NotCaptured);
        (await host.PartAsync(run.Id, "history")).State.ShouldBe(PartState.Captured);
        (await host.BasisAsync((await host.BackUpAsync(key)).Id)).On.ShouldBeNull();
    }

    /// <summary>A backup that has a checkpoint and whose process was ended.</summary>
    private static async Task<Guid> InterruptAsync(CaptureHost host, string key)
    {
        var queued = await host.QueueBackupAsync(key);
        using var shutdown = new CancellationTokenSource();
        host.Wire.Reset();
        host.Wire.BeforeCall = (path, _) =>
        {
            using var database = host.Database();
            if (
                path.EndsWith("/aql", StringComparison.Ordinal)
                && database.Runs.Single(row => row.Id == queued).Checkpoint is not null
            )
                shutdown.Cancel();
        };
        var run = await host.DrainAsync(queued, shutdown.Token);
        run.State.ShouldBe(RunState.Running);
        run.Checkpoint.ShouldNotBeNull();
        host.Wire.Reset();
        return queued;
    }

    private static Task<string> OnlyKeyAsync(CaptureHost host) =>
        host.ReadAsync(database => database.Schemas.Select(schema => schema.Key).SingleAsync());

    private static IEnumerable<string> Packs(CaptureHost host) =>
        Directory
            .EnumerateFiles(
                Path.Combine(host.DataDirectory, "vaults"),
                "*",
                SearchOption.AllDirectories
            )
            .Where(file => file.Contains("/packs/", StringComparison.Ordinal))
            .ToList();
}
