using static AssetsBackup.Vault.Tests.Content;
using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

internal sealed partial class History
{
    private LongRun? running;

    /// <summary>A writer that stays open while other things happen.</summary>
    private sealed record LongRun(int Id, RootWriter Writer, Dictionary<int, int> Staged)
    {
        internal TimeSpan Unsaved { get; set; }

        internal long Checkpoint { get; set; }

        /// <summary>What was staged at the checkpoint.</summary>
        internal Dictionary<int, int> Saved { get; set; } = [];

        /// <summary>Whether damage was found since it began: what it has stored may have been hit.</summary>
        internal bool IsDoubtful { get; set; }

        /// <summary>Whether it may be that what it relies on is not there: also where it slept for longer than the margin.</summary>
        internal bool MayFail => IsDoubtful || Unsaved >= Eager.Condemned;
    }

    private async Task BeginAsync()
    {
        if (running is null)
        {
            var writer = await (await processes.OpenAsync()).BeginAsync(
                RootKind.Snapshot,
                Id(next),
                Never
            );
            await writer.StageAsync("objects", [], Never);
            running = new LongRun(next++, writer, []);
        }
    }

    private async Task GoOnAsync(Step step)
    {
        if (running is null)
            return;
        var changes = Changes(step);
        await StageAsync(running.Writer, Items(changes));
        Apply(running.Staged, changes);
        // What is staged and saved is kept for ever; what is not, for the margin.
        if (step.Which % 2 == 0)
            await SaveAsync(running);
    }

    private async Task SaveAsync(LongRun run)
    {
        try
        {
            run.Checkpoint = await run.Writer.CheckpointAsync(Never);
            run.Saved = new(run.Staged);
            run.Unsaved = run.Unsaved < Eager.Condemned ? TimeSpan.Zero : run.Unsaved;
        }
        catch (VaultException) when (run.MayFail)
        {
            // It may fail, but not save what is not there.
            await run.Writer.DisposeAsync();
            running = null;
        }
    }

    private async Task CommitAsync()
    {
        if (running is not { } run)
            return;
        running = null;
        try
        {
            await run.Writer.CommitAsync(Bytes("{}"), Never);
            live.Add(run.Id, new Content(run.Staged, []));
        }
        catch (VaultException) when (run.MayFail)
        {
            // It may fail, but not commit holes.
            IsCommitted(run.Id, revision: 1).ShouldBeFalse();
        }
        await run.Writer.DisposeAsync();
    }

    /// <summary>Its process is gone, and another goes on from its last checkpoint.</summary>
    private async Task ResumeAsync()
    {
        if (running is not { } run)
            return;
        await run.Writer.DisposeAsync();
        var vault = await processes.OpenAsync();
        var writer = await vault.WriteAsync(At(run.Id, run.Checkpoint), Never);
        await writer.StageAsync("objects", [], Never);
        running = run with { Writer = writer, Staged = new(run.Saved) };
        running.Unsaved = run.MayFail ? run.Unsaved : TimeSpan.Zero;
    }
}
