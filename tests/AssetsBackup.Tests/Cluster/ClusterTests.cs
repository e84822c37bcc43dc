using AssetsBackup.Features.Runs;
using AssetsBackup.Tests.Postgres;

namespace AssetsBackup.Tests.Cluster;

/// <summary>Product E10, F5: what happens to a node costs no backup and doubles none.</summary>
public sealed class ClusterTests
{
    private const int Sites = 4;
    private const int SchemasOfEach = 50;
    private const int All = Sites * SchemasOfEach;
    private const int FewSites = 2;
    private const int Few = 8;

    /// <summary>Bytes.</summary>
    private const long LeaveTaking = 4096;

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

    [Fact]
    public async Task Frozen_past_its_lease_a_node_sends_and_writes_nothing_when_it_wakes()
    {
        await using var cluster = await ClusterHost.StartAsync(FewSites, $"schemas:{Few}", 3);
        await cluster.MakeAllDueAsync();
        await DoneAsync(cluster, FewSites);
        var frozen = cluster.Nodes.MaxBy(node => node.SentToSites)!;

        await frozen.FreezeAsync();
        await DoneAsync(cluster, FewSites * Few);
        var sent = frozen.SentToSites;
        await frozen.ThawAsync();
        // What it would do it would do at once.
        await Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System);

        (frozen.SentToSites - sent).ShouldBeLessThan(
            LeaveTaking,
            "what was in flight, and the end of its connections"
        );
        await cluster.ShouldBeBackedUpOnceEachAsync(FewSites * Few);
        await cluster.RunAsync("verify", "--site", "acme.atlassian.net");
    }

    [Fact]
    public async Task Cut_off_from_the_database_a_node_leaves_its_runs_to_the_other_and_comes_back()
    {
        await using var cluster = await ClusterHost.StartAsync(FewSites, $"schemas:{Few}", 2);
        await cluster.MakeAllDueAsync();
        await DoneAsync(cluster, FewSites);
        var alone = cluster.Nodes.MaxBy(node => node.SentToSites)!;

        await alone.Database.CutAsync();
        await DoneAsync(cluster, FewSites * Few);
        alone.Database.Mend();
        foreach (var other in cluster.Nodes.Where(node => node != alone))
            other.Kill();

        await cluster.ShouldBeBackedUpOnceEachAsync(FewSites * Few);
        // Only the one that was cut off is left to do it.
        var sync = await cluster.QueueSyncAsync();
        await Until.TrueAsync(
            "the node works again",
            async () => await cluster.StateAsync(sync) == RunState.Succeeded
        );
    }

    [Fact]
    public async Task Killed_and_started_again_the_database_costs_no_backup_and_doubles_none()
    {
        await using var postgres = await PostgresOfTests.StartOwnAsync();
        await using var cluster = await ClusterHost.StartAsync(
            FewSites,
            $"schemas:{Few}",
            2,
            await postgres.CreateDatabaseAsync("app")
        );
        await cluster.MakeAllDueAsync();
        await DoneAsync(cluster, FewSites);

        await postgres.RestartAsync(CancellationToken.None);
        await DoneAsync(cluster, FewSites * Few);

        await cluster.ShouldBeBackedUpOnceEachAsync(FewSites * Few);
    }

    private static Task DoneAsync(ClusterHost cluster, int runs) =>
        Until.TrueAsync(
            $"{runs} backups are done",
            async () => await cluster.CountAsync(RunState.Succeeded) >= runs
        );
}
