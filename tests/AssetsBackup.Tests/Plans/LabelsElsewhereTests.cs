using System.Text;
using AssetsBackup.Features.Plans.Planning;
using AssetsBackup.Features.Snapshots.Records;
using AssetsBackup.Features.Vaults;
using AssetsBackup.Tests.Capture;
using AssetsBackup.Tests.Vaults;
using AssetsBackup.Vault;

namespace AssetsBackup.Tests.Plans;

/// <summary>What objects elsewhere are called is an aid: where the backup has lost it, a plan is made without.</summary>
public sealed class LabelsElsewhereTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_list_that_is_lost_is_told_and_refuses_nothing(bool isLost)
    {
        await using var host = await VaultRunTests.BackedUpAsync();
        var before = VaultRunTests.Packs(host).ToList();
        var id = Guid.Parse("33333333-0000-0000-0000-000000000003");
        using (var opened = await OpenAsync(host))
            await WriteAsync(opened.Vault, id);
        if (isLost)
            foreach (var pack in VaultRunTests.Packs(host).Except(before).ToList())
                File.Delete(pack);
        using var again = await OpenAsync(host);
        var labels = new LabelsElsewhere(
            await again.Vault.OpenRootAsync(RootKind.Snapshot, id, CancellationToken.None)
        );

        var listed = await labels.ListAsync(CancellationToken.None).ToListAsync();

        listed.Count.ShouldBe(isLost ? 0 : 3);
        labels.AreCut.ShouldBe(isLost);
    }

    [Fact]
    public async Task A_backup_that_has_no_such_list_lost_none()
    {
        await using var host = await VaultRunTests.BackedUpAsync();
        var id = await host.ReadAsync(database => Task.FromResult(database.Snapshots.Single().Id));
        using var opened = await OpenAsync(host);
        var root = await opened.Vault.OpenRootAsync(RootKind.Snapshot, id, CancellationToken.None);
        var labels = new LabelsElsewhere(root);

        await labels.ListAsync(CancellationToken.None).ToListAsync();

        labels.AreCut.ShouldBeFalse();
    }

    private static Task<OpenedVault> OpenAsync(CaptureHost host) =>
        host.WithAsync<TenantVaults, OpenedVault>(vaults =>
            vaults.OpenAsync(host.Tenant, null, CancellationToken.None)
        );

    private static async Task WriteAsync(TenantVault vault, Guid id)
    {
        await using var writer = await vault.BeginAsync(
            RootKind.Snapshot,
            id,
            CancellationToken.None
        );
        for (var number = 1; number <= 3; number++)
        {
            var record = await writer.AddRecordAsync(
                Encoding.UTF8.GetBytes($"label {number}"),
                CancellationToken.None
            );
            var entry = new TreeEntry("1", $"{number}", $"ORG-{number}", "", 0, record);
            await writer.StageAsync(SnapshotTrees.ForeignLabels, [entry], CancellationToken.None);
        }
        await writer.CommitAsync("{}"u8.ToArray(), CancellationToken.None);
    }
}
