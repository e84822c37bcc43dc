using System.Text.RegularExpressions;
using AssetsBackup.CommandLine;

namespace AssetsBackup.Tests.CommandLine;

/// <summary><c>snapshots</c> lists backups, shows one and takes what is said of it.</summary>
[Collection(nameof(TerminalProcess))]
public sealed class SnapshotsTerminalTests(TerminalFixture terminal)
    : IClassFixture<TerminalFixture>
{
    [Fact]
    public async Task A_backup_is_described_anew_and_shown_with_the_time_that_it_is_of()
    {
        var backup = await RunAsync("backup", "CNT", "--description", "At first");
        backup.ExitCode.ShouldBe(0, backup.Errors);
        var listed = await RunAsync("snapshots", "CNT");
        listed.ExitCode.ShouldBe(0, listed.Errors);
        var id = FirstIdIn(listed);
        listed.Output.ShouldContain("At first");

        var described = await RunAsync("snapshots", "describe", id, "Before the move");

        described.ExitCode.ShouldBe(0, described.Errors);
        described.Output.ShouldContain($"Backup {id}: Before the move");
        var shown = await RunAsync("snapshots", "show", id);
        shown.ExitCode.ShouldBe(0, shown.Errors);
        shown.Output.ShouldContain("Before the move");
        shown.Output.ShouldContain("Its objects were read from ");
        shown.Output.ShouldContain("objects: Captured, 600");
        (await RunAsync("snapshots", "describe", id, "")).Output.ShouldContain(
            "has no description now"
        );
        (await RunAsync("snapshots", "CNT")).Output.ShouldNotContain("Before the move");
    }

    [Fact]
    public async Task What_is_too_long_or_of_no_backup_is_refused()
    {
        var unknown = await RunAsync("snapshots", "describe", "ffffffff", "text");
        unknown.ExitCode.ShouldBe((int)ExitCode.Refused);
        unknown.Errors.ShouldContain("There is no backup ffffffff");
        (await RunAsync("backup", "CNT")).ExitCode.ShouldBe(0);
        var listed = await RunAsync("snapshots", "CNT");
        var id = FirstIdIn(listed);

        var tooLong = await RunAsync("snapshots", "describe", id, new string('x', 501));

        tooLong.ExitCode.ShouldBe((int)ExitCode.Refused, tooLong.Errors);
        tooLong.Errors.ShouldContain("The description may have at most 500 characters");
    }

    [Fact]
    public async Task A_backup_is_deleted_once_it_is_not_pinned_and_that_was_said()
    {
        (await RunAsync("backup", "CNT")).ExitCode.ShouldBe(0);
        var id = FirstIdIn(await RunAsync("snapshots", "CNT"));
        (await RunAsync("snapshots", "pin", id)).Output.ShouldContain($"Backup {id} is pinned");
        (await RunAsync("snapshots", "show", id)).Output.ShouldContain("Pinned: ");

        var pinned = await RunAsync("snapshots", "delete", id, "--yes");
        await RunAsync("snapshots", "unpin", id);
        var unsaid = await RunAsync("snapshots", "delete", id);
        var listed = await RunAsync("snapshots", "CNT");
        var deleted = await RunAsync("snapshots", "delete", id, "--yes");

        pinned.ExitCode.ShouldBe((int)ExitCode.Refused);
        pinned.Errors.ShouldContain("The backup is pinned");
        unsaid.ExitCode.ShouldBe((int)ExitCode.Refused);
        unsaid.Errors.ShouldContain("say so with --yes");
        listed.Output.ShouldContain(id);
        deleted.ExitCode.ShouldBe(0, deleted.Errors);
        deleted.Output.ShouldContain($"Backup {id} is deleted");
        (await RunAsync("snapshots", "CNT")).Output.ShouldNotContain(id);
    }

    private static string FirstIdIn(Ended listed) =>
        Regex.Match(listed.Output, @"\b[0-9a-f]{8}\b", RegexOptions.NonBacktracking).Value;

    private Task<Ended> RunAsync(params string[] arguments) =>
        terminal.RunAsync(terminal.SetUp, null, arguments);
}
