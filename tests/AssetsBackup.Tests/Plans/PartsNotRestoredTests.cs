using AssetsBackup.Features.Plans;
using AssetsBackup.Features.Plans.Planning;
using AssetsBackup.Features.Snapshots;

namespace AssetsBackup.Tests.Plans;

public sealed class PartsNotRestoredTests
{
    [Fact]
    public void What_is_held_and_not_restored_is_counted_and_the_rest_is_not_told()
    {
        SnapshotPart[] parts =
        [
            new("objects", PartState.Captured, 3000, []),
            new("comments", PartState.Captured, 1204, []),
            new("history", PartState.Partial, 1, ["some"]),
            new("attachments", PartState.Following, 0, []),
            new("roles", PartState.NotAvailable, 0, ["403"]),
            new("issueFields", PartState.Captured, 12, []),
        ];

        PartsNotRestored
            .InWords(parts)
            .ShouldBe(
                "This version of the app does not restore 1,204 comments, 1 line of history, the Assets fields of 12 issues. What the backup has of them stays in it. The backup has none of these yet, or any more: attachments."
            );
    }

    [Fact]
    public void A_backup_of_which_all_is_restored_has_no_such_warning() =>
        PartsNotRestored
            .InWords([
                new("objects", PartState.Captured, 3000, []),
                new("comments", PartState.Captured, 0, []),
            ])
            .ShouldBeNull();

    [Fact]
    public async Task A_plan_tells_it_before_anything_is_written()
    {
        await using var fixture = await RestoreFixture.StartAsync(world: "itsm");
        var snapshot = await fixture.BackUpAsync("ORG");

        var (plan, _) = await fixture.PlanAsync(snapshot, "Organisation", "ORG");

        PlanView
            .Of(plan, "", "")
            .Summary.ShouldNotBeNull()
            .Warnings.ShouldContain(line =>
                line.StartsWith("This version of the app does not restore ")
            );
    }
}
