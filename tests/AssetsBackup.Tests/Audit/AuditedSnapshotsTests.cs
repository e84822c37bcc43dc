using AssetsBackup.Features;
using AssetsBackup.Features.Audit;
using AssetsBackup.Features.Snapshots;
using AssetsBackup.Features.Vaults;
using AssetsBackup.Hosting.Problems;
using AssetsBackup.Tests.Capture;
using AssetsBackup.Vault;

namespace AssetsBackup.Tests.Audit;

/// <summary>What is done to a backup is told, and still names it once it is gone.</summary>
public sealed class AuditedSnapshotsTests
{
    [Fact]
    public async Task Pins_and_a_deletion_are_told_by_the_name_of_the_backup()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:50");
        var id = (await host.BackUpAsync("CNT")).Id;

        await host.SendAsync(new PinSnapshot(id, IsPinned: true));
        await host.SendAsync(new PinSnapshot(id, IsPinned: false));
        await host.SendAsync(new DeleteSnapshot(id));

        foreach (
            var action in new[]
            {
                AuditAction.SnapshotPinned,
                AuditAction.SnapshotUnpinned,
                AuditAction.SnapshotDeleted,
            }
        )
            (await host.OnlyLineAsync(action)).Subject.ShouldBe(
                $"Counted, backup {Words.ShortId(id)}"
            );
    }

    [Fact]
    public async Task A_deletion_that_the_vault_refuses_is_told_as_that()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:50");
        var id = (await host.BackUpAsync("CNT")).Id;
        using var opened = await host.WithAsync<TenantVaults, OpenedVault>(vaults =>
            vaults.OpenAsync(host.Tenant, null, CancellationToken.None)
        );
        await opened.Vault.AnnotateAsync(
            RootKind.Snapshot,
            id,
            new RootAnnotation("", IsPinned: true),
            CancellationToken.None
        );

        var refused = await Should.ThrowAsync<ProblemException>(() =>
            host.SendAsync(new DeleteSnapshot(id))
        );

        refused.Problem.Code.ShouldBe("backup-pinned");
        (await host.OnlyLineAsync(AuditAction.SnapshotDeleted)).Number.ShouldBeLessThan(
            (await host.OnlyLineAsync(AuditAction.SnapshotKept)).Number
        );
        (await host.SendAsync(new GetSnapshot(id))).IsPinned.ShouldBeTrue();
    }
}
