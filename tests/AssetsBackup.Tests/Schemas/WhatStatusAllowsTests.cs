using AssetsBackup.Features.Plans;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Features.Snapshots;
using AssetsBackup.Features.Targets;
using AssetsBackup.Hosting.Problems;
using AssetsBackup.Tests.Capture;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Tests.Schemas;

/// <summary>What the server refuses to a schema that is not active, and what it grants in every status.</summary>
public sealed class WhatStatusAllowsTests
{
    private const string Key = "ORG";
    private const string Restorable = "Backups made before can still be restored.";

    [Theory]
    [InlineData(
        "gone",
        "the status of this one is Deleted",
        $"It is not in Assets any more. {Restorable}"
    )]
    [InlineData(
        "removed",
        "the status of this one is Inactive",
        $"Its instance was removed from this app. {Restorable}"
    )]
    [InlineData(
        "unreadable",
        "the status of this one is Sync error",
        $"Give it a role. Then sync the schemas again. {Restorable}"
    )]
    public async Task It_cannot_be_backed_up_and_its_backups_can_be_verified_and_restored(
        string found,
        string title,
        string detail
    )
    {
        await using var host = await CaptureHost.StartSetUpAsync();
        var backup = await host.BackUpAsync(Key);
        await host.LearnAsync(Key, Finding(found));

        var refused = await RefusalAsync(host);

        (refused.Code, refused.Status).ShouldBe(("schema-not-active", 409));
        refused.Title.ShouldBe($"Only an active schema can be backed up; {title}");
        refused.Detail.ShouldBe(detail);
        var verified = await host.SendAsync(new StartVerify(backup.Id));
        (await host.DrainAsync(verified.RunId)).State.ShouldBe(RunState.Succeeded);
        var plan = await host.SendAsync(new MakePlan(backup.Id, null, "Once more", "ONCE"));
        (await host.DrainAsync(plan.RunId)).State.ShouldBe(RunState.Succeeded);
    }

    [Fact]
    public async Task A_refusal_promises_no_restore_where_there_is_no_backup()
    {
        await using var host = await CaptureHost.StartSetUpAsync();
        await host.LearnAsync(Key, SchemaFinding.Gone);

        (await RefusalAsync(host)).Detail.ShouldBe(
            "It is not in Assets any more. There is no backup of it."
        );
    }

    [Fact]
    public async Task The_list_tells_the_status_with_its_reason_and_its_time()
    {
        await using var host = await CaptureHost.StartSetUpAsync();
        await host.LearnAsync(Key, SchemaFinding.Gone);
        var row = await host.SchemaAsync(Key);

        var shown = await host.SendAsync(new GetSchema(row.Id));

        (shown.Status, shown.StatusReason, shown.StatusSince).ShouldBe(
            (
                SchemaStatus.Deleted,
                "It is not in Assets any more.",
                row.StatusSince.ShouldNotBeNull()
            )
        );
    }

    [Fact]
    public async Task The_schemas_of_a_target_that_is_deleted_stay_listed_as_inactive()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:50");
        var target = await host.SendAsync(
            new AddTarget(
                "Globex",
                CaptureHost.Email,
                host.Workspace("globex"),
                "https://globex.atlassian.net",
                CaptureHost.Token
            )
        );
        await host.ChangeAsync(database =>
            database.Schemas.Add(
                new Schema
                {
                    Id = Guid.Parse("dddddddd-0000-0000-0000-000000000001"),
                    TenantId = host.Tenant,
                    ConnectionId = target.Id,
                    WorkspaceId = target.WorkspaceId,
                    AssetsId = "1",
                    Name = "Of Globex",
                    Key = "GLO",
                }
            )
        );

        await host.SendAsync(new DeleteTarget(target.Id));

        var schemas = (await host.SendAsync(new ListSchemas())).Items;
        schemas.Count.ShouldBe(2);
        var left = schemas.Single(schema => schema.Key == "GLO");
        (left.Status, left.StatusReason, left.Location).ShouldBe(
            (
                SchemaStatus.Inactive,
                "Its instance was removed from this app.",
                SchemaLocation.AnotherCloud
            )
        );
        (await host.SyncAsync()).State.ShouldBe(RunState.Succeeded);
        (await host.SchemaAsync("GLO")).Status.ShouldBe(SchemaStatus.Inactive);
    }

    private static SchemaFinding Finding(string found) =>
        found switch
        {
            "gone" => SchemaFinding.Gone,
            "removed" => SchemaFinding.InstanceRemoved,
            _ => SchemaFinding.Unreadable("Give it a role."),
        };

    private static async Task<Problem> RefusalAsync(CaptureHost host) =>
        (await Should.ThrowAsync<ProblemException>(() => host.QueueBackupAsync(Key))).Problem;
}
