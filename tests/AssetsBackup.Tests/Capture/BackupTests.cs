using System.Text.Json;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Snapshots;
using AssetsBackup.Features.Snapshots.Records;
using AssetsBackup.Vault;

namespace AssetsBackup.Tests.Capture;

public sealed class BackupTests
{
    [Theory]
    [InlineData("{}")]
    [InlineData("""{"objectIdComparisons":false}""")]
    [InlineData("""{"keyOrderIsText":true}""")]
    [InlineData(
        """{"uuidIds":true,"isLastAsString":true,"nullValues":true,"entriesWrapper":true,"parentTypeIdAsString":true}"""
    )]
    [InlineData(
        """{"totalInAql":"cappedAt1000","hasMoreResultsInAql":true,"emptyAttributesLeftOut":false,"attributeRowIds":true}"""
    )]
    [InlineData("""{"loneSurrogates":true}""")]
    public async Task A_backup_holds_everything_that_the_world_counts(string switches)
    {
        await using var host = await CaptureHost.StartSetUpAsync();
        await host.SwitchAsync(
            JsonSerializer.Deserialize<System.Text.Json.Nodes.JsonObject>(switches)!
        );

        foreach (var schema in await Keys(host))
        {
            var run = await host.BackUpAsync(schema);

            run.State.ShouldBe(RunState.Succeeded, run.ErrorMessage);
            var world = await host.WorldSchemaAsync(schema);
            var root = await host.RootAsync(run.Id);
            root.Trees[SnapshotTrees.Objects]
                .Entries.ShouldBe(world.GetProperty("objects").GetInt32());
            root.Trees[SnapshotTrees.ObjectTypes]
                .Entries.ShouldBe(world.GetProperty("types").GetInt32());
            var snapshot = await host.SnapshotAsync(run.Id);
            snapshot.State.ShouldBe(SnapshotState.Complete);
            Part(snapshot, "attributes").Count.ShouldBe(world.GetProperty("attributes").GetInt32());
            Part(snapshot, "comments").State.ShouldBe(PartState.NotCaptured);
            (await host.SchemaAsync(schema)).LastSnapshotId.ShouldBe(run.Id);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_schema_that_had_objects_and_has_none_is_told_as_emptied(bool isGivenUp)
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:10");
        var key = (await Keys(host)).Single();
        var first = await host.BackUpAsync(key);
        foreach (var entry in await host.EntriesAsync(first.Id))
            await host.DeleteObjectAsync(entry.Id);
        if (isGivenUp)
            await host.ChangeAsync(database =>
            {
                database.Snapshots.Single().GivenUpAt = host.Clock.GetUtcNow();
                database.Schemas.Single().LastSnapshotId = null;
            });

        var run = await host.BackUpAsync(key);

        run.State.ShouldBe(RunState.Partial, run.ErrorMessage);
        run.ErrorMessage.ShouldNotBeNull().ShouldContain("The last backup had 10 objects");
    }

    [Fact]
    public async Task A_second_backup_of_an_unchanged_world_adds_no_object_whatever_account_and_answers_it_uses()
    {
        await using var host = await CaptureHost.StartSetUpAsync();
        var key = (await Keys(host))[0];
        var first = await host.BackUpAsync(key);
        await host.SendAsync(
            new Features.Connections.Credentials.SaveCredentials(
                host.Workspace("acme"),
                "agent@acme.example",
                "agent-token"
            )
        );
        await host.SwitchAsync(
            new()
            {
                ["localisedDisplayValues"] = false,
                ["attributeRowIds"] = true,
                ["emptyAttributesLeftOut"] = false,
                ["shownAnew"] = true,
            }
        );

        var second = await host.FullBackUpAsync(key);

        second.State.ShouldBe(RunState.Succeeded, second.ErrorMessage);
        var (before, after) = (await host.RootAsync(first.Id), await host.RootAsync(second.Id));
        after.Trees[SnapshotTrees.Objects].ShouldBe(before.Trees[SnapshotTrees.Objects]);
        after.Trees[SnapshotTrees.Attributes].ShouldBe(before.Trees[SnapshotTrees.Attributes]);
        after.Trees[SnapshotTrees.IconImages].ShouldBe(before.Trees[SnapshotTrees.IconImages]);
    }

    [Fact]
    public async Task Every_record_is_canonical_and_can_be_read_as_its_type()
    {
        await using var host = await CaptureHost.StartSetUpAsync();
        var run = await host.BackUpAsync((await Keys(host))[0]);
        var root = await host.OpenAsync(run.Id);

        var values = 0;
        await foreach (
            var (entry, content) in root.ReadAsync(
                SnapshotTrees.Objects,
                null,
                CancellationToken.None
            )
        )
        {
            CanonicalJson.Write(content).ShouldBe(content.ToArray());
            var read = RecordJson.Read<ObjectRecord>(content);
            (read.Id, read.ObjectTypeId, read.Label).ShouldBe((entry.Id, entry.Group, entry.Label));
            read.Others.ShouldBeNull();
            values += read.Attributes.Sum(attribute =>
                attribute.ObjectAttributeValues.Count(IsKnown)
            );
            read.Attributes.SelectMany(attribute => attribute.ObjectAttributeValues)
                .ShouldAllBe(value => IsKnown(value));
        }
        values.ShouldBeGreaterThan(1000);
        await foreach (
            var (_, content) in root.ReadAsync(
                SnapshotTrees.Attributes,
                null,
                CancellationToken.None
            )
        )
            RecordJson
                .Read<AttributeListRecord>(content)
                .Attributes.ShouldAllBe(attribute => attribute.Kind != null);
        await foreach (
            var (_, content) in root.ReadAsync(
                SnapshotTrees.ObjectTypes,
                null,
                CancellationToken.None
            )
        )
            RecordJson.Read<ObjectTypeRecord>(content).Icon.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task Half_an_emoji_is_kept_in_the_record_and_shown_as_a_replacement()
    {
        await using var host = await CaptureHost.StartSetUpAsync();
        await host.SwitchAsync(new() { ["loneSurrogates"] = true });
        (await host.SyncAsync()).State.ShouldBe(RunState.Succeeded);

        var run = await host.BackUpAsync((await Keys(host))[0]);

        run.State.ShouldBe(RunState.Succeeded, run.ErrorMessage);
        var root = await host.OpenAsync(run.Id);
        var objects = 0;
        await foreach (
            var (entry, content) in root.ReadAsync(
                SnapshotTrees.Objects,
                null,
                CancellationToken.None
            )
        )
        {
            entry.Label.ShouldEndWith("\ufffd");
            System.Text.Encoding.UTF8.GetString(content.Span).ShouldContain("\\ud83d\"");
            CanonicalJson.Write(content).ShouldBe(content.ToArray());
            RecordJson.Read<ObjectRecord>(content).Label.ShouldBe(entry.Label);
            objects++;
        }
        objects.ShouldBeGreaterThan(100);
    }

    [Fact]
    public async Task An_empty_schema_is_not_backed_up()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:0");
        var key = (await Keys(host))[0];

        var run = await host.BackUpAsync(key);

        run.State.ShouldBe(RunState.Failed);
        run.ErrorMessage.ShouldBe("The schema is empty: there is nothing to back up.");
        (await host.SchemaAsync(key)).LastSnapshotId.ShouldBeNull();
    }

    [Fact]
    public async Task Changed_objects_are_seen_by_the_next_backup()
    {
        await using var host = await CaptureHost.StartSetUpAsync();
        var key = (await Keys(host))[0];
        var first = await host.BackUpAsync(key);
        await host.MutateAsync(5);

        var second = await host.BackUpAsync(key);

        second.State.ShouldBe(RunState.Succeeded, second.ErrorMessage);
        var (before, after) = (await host.RootAsync(first.Id), await host.RootAsync(second.Id));
        after
            .Trees[SnapshotTrees.Objects]
            .Root.ShouldNotBe(before.Trees[SnapshotTrees.Objects].Root);
        after
            .Trees[SnapshotTrees.Objects]
            .Entries.ShouldBe((await host.WorldSchemaAsync(key)).GetProperty("objects").GetInt32());
    }

    private static bool IsKnown(ValueRecord value) =>
        (
            value.Value
            ?? value.ReferencedObject
            ?? value.User
            ?? value.Group
            ?? value.Project
            ?? value.Status
        )
            is not null;

    private static SnapshotPart Part(Snapshot snapshot, string name) =>
        SnapshotView.PartsOf(snapshot).Single(part => part.Name == name);

    private static async Task<IReadOnlyList<string>> Keys(CaptureHost host) =>
        await host.ReadAsync(database =>
            Task.FromResult<IReadOnlyList<string>>([
                .. database.Schemas.OrderBy(schema => schema.AssetsId).Select(schema => schema.Key),
            ])
        );
}
