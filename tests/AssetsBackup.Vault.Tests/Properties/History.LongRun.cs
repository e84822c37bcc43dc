using Microsoft.Extensions.Time.Testing;
using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

/// <summary>A backup that takes its time, while other things happen to the vault.</summary>
internal sealed partial class History
{
    private async Task BeginAsync()
    {
        if (running is null)
        {
            var writer = await (await OpenAsync()).BeginAsync(RootKind.Snapshot, Id(next), Never);
            await writer.StageAsync("objects", [], Never);
            running = new LongRun(next++, writer, []);
        }
    }

    private async Task GoOnAsync(Step step)
    {
        if (running is null)
        {
            return;
        }
        var changes = Changes(step);
        await StageAsync(running.Writer, Items(changes));
        Apply(running.Staged, changes);
        // What is staged and saved is kept for ever; what is not, for the margin.
        if (step.Which % 2 == 0)
        {
            await SaveAsync(running);
        }
    }

    private async Task SaveAsync(LongRun run)
    {
        await run.Writer.CheckpointAsync(Never);
        run.Unsaved = run.Unsaved < Eager.Condemned ? TimeSpan.Zero : run.Unsaved;
    }

    private async Task CommitAsync()
    {
        if (running is not { } run)
        {
            return;
        }
        running = null;
        try
        {
            await run.Writer.CommitAsync(Bytes("{}"), Never);
            live.Add(run.Id, new Content(run.Staged, []));
        }
        catch (VaultException) when (run.Unsaved >= Eager.Condemned)
        {
            // It slept for longer than the margin: it may fail, but not commit holes.
            IsCommitted(run.Id, revision: 1).ShouldBeFalse();
        }
        await run.Writer.DisposeAsync();
    }
}
