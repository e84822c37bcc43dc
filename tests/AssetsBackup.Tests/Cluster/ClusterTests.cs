using AssetsBackup.Features.Runs;

namespace AssetsBackup.Tests.Cluster;

/// <summary>Product E10, F5: what happens to a node costs no backup and doubles none.</summary>
public sealed class ClusterTests
{
    private const int Sites = 4;
    private const int SchemasOfEach = 50;
    private const int All = Sites * SchemasOfEach;

    [Fact]
    public async Task Killed_in_the_middle_a_node_leaves_its_runs_to_the_other()
    {
        await using var cluster = await ClusterHost.StartAsync(
            Sites,
            $"schemas:{SchemasOfEach}",
            2
        );
        await cluster.MakeAllDueAsync();
        await DoneAsync(cluster, All / 4);

        cluster.Nodes[0].Kill();
        await DoneAsync(cluster, All);

        await cluster.ShouldBeBackedUpOnceEachAsync(All);
    }

    private static Task DoneAsync(ClusterHost cluster, int runs) =>
        Until.TrueAsync(
            $"{runs} backups are done",
            async () => await cluster.CountAsync(RunState.Succeeded) >= runs
        );
}
