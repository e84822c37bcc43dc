using System.Text.Json;
using AssetsBackup.Features.Snapshots;
using AssetsBackup.Features.Vaults;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Vault;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AssetsBackup.Tests.Capture;

/// <summary>The snapshots in a folder of data of one customer, oldest first, with the trees that they are.</summary>
internal sealed class CapturedSnapshots(IReadOnlyList<(Snapshot Row, RootRecord Root)> all)
{
    public int Count => all.Count;

    public static async Task<CapturedSnapshots> ReadAsync(string data)
    {
        await using var app = App.Build(
            new AppOptions(["--applicationName", typeof(App).Assembly.GetName().Name!])
            {
                Settings = new Dictionary<string, string?> { ["DataDirectory"] = data },
            }
        );
        await using var database = await app
            .Services.GetRequiredService<IDbContextFactory<AppDatabase>>()
            .CreateDbContextAsync();
        var rows = await database.Snapshots.OrderBy(row => row.TakenAt).ToListAsync();
        using var opened = await app
            .Services.GetRequiredService<TenantVaults>()
            .OpenAsync(rows[0].TenantId, fence: null, CancellationToken.None);
        var all = new List<(Snapshot, RootRecord)>();
        foreach (var row in rows)
        {
            var root = await opened.Vault.OpenRootAsync(
                RootKind.Snapshot,
                row.Id,
                CancellationToken.None
            );
            all.Add((row, root.Record));
        }
        return new CapturedSnapshots(all);
    }

    /// <summary>Each says that it is complete and is, record for record, what the last one is, which nobody disturbed.</summary>
    /// <param name="parts">What truly hangs on the objects of the site, as the simulator counts it.</param>
    public void ShouldAllBeWhole(int objects, JsonElement parts)
    {
        var (last, undisturbed) = all[^1];
        foreach (var (row, root) in all)
        {
            (row.State, row.Objects).ShouldBe((SnapshotState.Complete, objects));
            root.Trees.ShouldBe(undisturbed.Trees, ignoreOrder: true);
        }
        foreach (var part in new[] { "comments", "history", "attachments" })
            SnapshotView
                .PartsOf(last)
                .Single(one => one.Name == part)
                .Count.ShouldBe(parts.GetProperty(part).GetInt32(), part);
    }
}
