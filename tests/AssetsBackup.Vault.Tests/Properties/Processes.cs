using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

/// <summary>Two processes that keep the vault open, and others that come, do one thing and may be killed.</summary>
internal sealed class Processes(MemoryBlobStore store, TimeProvider clock)
{
    private readonly TenantVault?[] open = new TenantVault?[2];
    private uint epoch = 1;

    internal TenantKeys Keys => TestVault.Keys(epoch: epoch);

    internal Task<TenantVault> OpenAsync() =>
        TenantVault.OpenOrCreateAsync(store, Keys, clock, Never);

    /// <summary>Everybody opens the vault anew, with the next epoch.</summary>
    internal Task AdvanceEpochAsync()
    {
        epoch++;
        Array.Clear(open);
        return Task.CompletedTask;
    }

    internal async Task TryAsync(Step step, Func<TenantVault, Task> action)
    {
        if (step.FailingCall == 0)
        {
            open[step.Process] ??= await OpenAsync();
            await action(open[step.Process]!);
            return;
        }
        var fault = new Fault(step.FailingCall, step.Afterwards, IsKill: true);
        var faulty = new FaultyBlobStore(store, fault);
        try
        {
            await action(await TenantVault.OpenOrCreateAsync(faulty, Keys, clock, Never));
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            faulty.HasFired.ShouldBeTrue();
        }
    }
}
