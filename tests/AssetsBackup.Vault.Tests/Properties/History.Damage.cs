using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

internal sealed partial class History
{
    private readonly HashSet<string> rotten = new(StringComparer.Ordinal);

    // The live snapshots that had what was damaged, be they healed since; and all that ever did.
    private readonly HashSet<int> hit = [];
    private readonly HashSet<int> everHit = [];

    /// <summary>A pack rots, and the verification that finds it condemns it. Of what it does not read it knows nothing.</summary>
    private async Task DamageAsync(Step step)
    {
        var packs = store.Names("packs/");
        if (packs.Length == 0)
            return;
        var name = packs[step.Which % packs.Length];
        if (!rotten.Add(name))
            return;
        store.Blobs[name][^1] ^= 1;
        var report = await VerifyAsync(store);
        if (report.Findings.All(finding => finding.Blob != name))
        {
            store.Blobs[name][^1] ^= 1;
            rotten.Remove(name);
            return;
        }
        ShouldNameWhatIsRotten(report);
        await TenantVault.DistrustAsync(store, processes.Keys, clock, report, Never);
        var now = live.Keys.Where(id => report.SnapshotsHit().Contains(Id(id))).ToList();
        hit.UnionWith(now);
        everHit.UnionWith(now);
        running?.IsDoubtful = true;
    }

    /// <summary>Refused only for a page that a snapshot has lost.</summary>
    private async Task PruneAsync(Step step)
    {
        try
        {
            await processes.TryAsync(step, vault => vault.PruneAsync(Eager, Never));
        }
        catch (PruneRefusedException) when (hit.Count > 0)
        {
            (await LostNowAsync()).ShouldNotBeEmpty();
        }
    }

    /// <summary>The snapshots of which something is lost at this moment: only such as were hit, by what was damaged.</summary>
    private async Task<IReadOnlyCollection<int>> LostNowAsync()
    {
        var report = await VerifyAsync(store);
        ShouldNameWhatIsRotten(report);
        var lost = live.Keys.Where(id => report.SnapshotsHit().Contains(Id(id))).ToList();
        lost.ShouldBeSubsetOf(hit);
        return lost;
    }

    /// <summary>Or the pack that had the same before, which was pruned when a sound one had it.</summary>
    private void ShouldNameWhatIsRotten(VerifyReport report) =>
        report
            .Findings.Where(finding =>
                finding.Problem != VerifyProblem.Missing || rotten.Count == 0
            )
            .Select(finding => finding.Blob)
            .ShouldBeSubsetOf(rotten);

    private async Task<IEnumerable<int>> HitInAsync(MemoryBlobStore where)
    {
        var report = await VerifyAsync(where);
        return Enumerable.Range(1, next).Where(id => report.SnapshotsHit().Contains(Id(id)));
    }

    private Task<VerifyReport> VerifyAsync(MemoryBlobStore where) =>
        TenantVault.VerifyAsync(
            where,
            processes.Keys,
            VerifyScope.All,
            readData: true,
            null,
            Never
        );
}
