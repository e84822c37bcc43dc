using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AssetsBackup.Features.Connections.Credentials;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Features.Snapshots;
using AssetsBackup.Hosting.Problems;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Tests.Capture;

/// <summary>A site that gets another address, or another workspace, while it is backed up.</summary>
public sealed class MovedSiteTests
{
    [Theory]
    [InlineData("/aql", false)]
    [InlineData("/history", true)]
    public async Task A_workspace_that_is_gone_pauses_the_backup_and_nothing_counts_as_deleted(
        string call,
        bool hasObjects
    )
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:600", callsPerObject: true);
        var key = (await OnlySchemaAsync(host)).Key;
        var earlier = await host.BackUpAsync(key);
        await host.MutateAsync(10);
        var queued = await host.QueueBackupAsync(key);
        MoveWorkspaceAt(host, call, queued);

        var run = await host.DrainAsync(queued);

        (run.State, run.ErrorCode).ShouldBe((RunState.Paused, "workspace-unknown"));
        var made = await host.ReadAsync(database =>
            database.Snapshots.SingleOrDefaultAsync(row => row.Id == queued)
        );
        (made?.State).ShouldBe(hasObjects ? SnapshotState.ObjectsOnly : null);
        (await host.EntriesAsync(earlier.Id)).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task In_the_new_workspace_the_same_id_is_another_schema_and_what_was_backed_up_stays()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:600");
        var before = await OnlySchemaAsync(host);
        var earlier = await host.BackUpAsync(before.Key);
        var queued = await host.QueueBackupAsync(before.Key);
        var workspace = await MoveWorkspaceAsync(host);
        (await host.DrainAsync(queued)).ErrorCode.ShouldBe("workspace-unknown");
        var oldId = await Should.ThrowAsync<ProblemException>(() =>
            SaveAsync(host, before.WorkspaceId)
        );
        oldId.Problem.Code.ShouldBe("workspace-foreign");

        await SaveAsync(host, workspace);

        var run = await host.DrainAsync(queued);
        (run.State, run.ErrorCode).ShouldBe((RunState.Failed, "schema-gone"));
        (await host.SyncAsync()).State.ShouldBe(RunState.Succeeded);
        var schemas = await host.ReadAsync(database =>
            database.Schemas.OrderBy(row => row.Status).ToListAsync()
        );
        schemas
            .Select(row => (row.AssetsId, row.WorkspaceId, row.Status))
            .ShouldBe([
                (before.AssetsId, workspace, SchemaStatus.Active),
                (before.AssetsId, before.WorkspaceId, SchemaStatus.Deleted),
            ]);
        schemas[1].StatusReason.ShouldBe("It was in the workspace that the site had before.");
        schemas[1].LastSnapshotId.ShouldBe(earlier.Id);
        var anew = await host.SendAsync(new BackUpNow(schemas[0].Id, null, Attachments: false));
        (await host.DrainAsync(anew.RunId)).State.ShouldBe(RunState.Succeeded);
        (await host.BasisAsync(anew.RunId)).On.ShouldBeNull();
        (await host.EntriesAsync(earlier.Id)).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_renamed_site_is_waited_for_and_called_at_its_new_address()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:600");
        await using var scheduler = await Scheduler.StartAsync(host);
        var key = (await OnlySchemaAsync(host)).Key;
        host.Wire.Answer = request =>
            request.RequestUri!.Host == "acme.atlassian.net"
                ? new HttpResponseMessage(HttpStatusCode.MovedPermanently)
                {
                    RequestMessage = request,
                    Headers = { Location = new Uri("https://globex.atlassian.net/") },
                }
                : null;

        var run = await scheduler.UntilAsync(await host.QueueBackupAsync(key), RunState.Paused);

        run.ErrorCode.ShouldBe("site-moved");
        run.ErrorMessage.ShouldNotBeNull().ShouldContain("globex.atlassian.net");
        (await host.SnapshotAsync(run.Id)).State.ShouldBe(SnapshotState.ObjectsOnly);
        host.Wire.Reset();
        host.Clock.MoveAhead(run.GoesOnAt.ShouldNotBeNull() - host.Clock.GetUtcNow());
        await scheduler.UntilAsync(run.Id, RunState.Succeeded);
        (await host.SnapshotAsync(run.Id)).Objects.ShouldBe(600);
    }

    private static Task<Schema> OnlySchemaAsync(CaptureHost host) =>
        host.ReadAsync(database => database.Schemas.SingleAsync());

    private static Task<CredentialReport> SaveAsync(CaptureHost host, string workspace) =>
        host.SendAsync(new SaveCredentials(workspace, CaptureHost.Email, CaptureHost.Token));

    /// <summary>Moves the workspace right before the first such call of a run that has a checkpoint.</summary>
    private static void MoveWorkspaceAt(CaptureHost host, string call, Guid run)
    {
        var moved = 0;
        host.Wire.BeforeCall = (path, _) =>
        {
            if (!path.EndsWith(call, StringComparison.Ordinal))
                return;
            using var database = host.Database();
            if (
                database.Runs.Single(row => row.Id == run).Checkpoint is not null
                && Interlocked.Exchange(ref moved, 1) == 0
            )
                MoveWorkspaceAsync(host).GetAwaiter().GetResult();
        };
    }

    private static async Task<string> MoveWorkspaceAsync(CaptureHost host)
    {
        var answer = await host.Control.PostAsync("/_sim/sites/acme/workspace", content: null);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>())
            .GetProperty("workspaceId")
            .GetString()!;
    }
}
