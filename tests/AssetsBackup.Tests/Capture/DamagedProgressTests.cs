using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Snapshots.Capture;

namespace AssetsBackup.Tests.Capture;

/// <summary>What a run had stored of itself before it was interrupted is damaged: that says nothing of the backup it builds on.</summary>
public sealed class DamagedProgressTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_run_reads_again_and_the_backup_it_builds_on_is_not_called_damaged(
        bool isGone
    )
    {
        await using var host = await CaptureHost.StartSetUpAsync(callsPerObject: true);
        var key = await host.PicturedSchemaAsync();
        var first = await host.BackUpAsync(key);
        await host.MutateAsync(8);
        var queued = await host.QueueBackupAsync(key);
        await EndAsync(host, queued);
        foreach (var part in Progress(host))
            if (isGone)
                File.Delete(part);
            else
                await File.WriteAllBytesAsync(part, [1, 2, 3]);

        var run = await host.DrainAsync(queued);

        run.State.ShouldBe(RunState.Succeeded, run.ErrorMessage);
        (await host.LogAsync(run)).ShouldContain(line => line.Contains("is damaged or gone"));
        (await host.SnapshotAsync(first.Id)).DamagedAt.ShouldBeNull();
        await host.ShouldBeEqualToFullAsync(key, run.Id);
    }

    /// <summary>Ends the process once the run has stored something and builds on another backup.</summary>
    private static async Task EndAsync(CaptureHost host, Guid queued)
    {
        using var shutdown = new CancellationTokenSource();
        host.Wire.Reset();
        host.Wire.BeforeCall = (_, call) =>
        {
            if (call == 400)
                shutdown.Cancel();
        };
        var run = await host.DrainAsync(queued, shutdown.Token);
        host.Wire.Reset();
        run.State.ShouldBe(RunState.Running);
        run.CheckpointAs<CaptureCheckpoint>()!.Base.ShouldNotBeNull();
        Progress(host).ShouldNotBeEmpty();
    }

    private static string[] Progress(CaptureHost host) =>
        [
            .. Directory
                .GetFiles(
                    Path.Combine(host.DataDirectory, "vaults"),
                    "*",
                    SearchOption.AllDirectories
                )
                .Where(file => file.Contains("/progress/", StringComparison.Ordinal)),
        ];
}
