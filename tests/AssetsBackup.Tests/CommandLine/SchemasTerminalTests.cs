using AssetsBackup.CommandLine;

namespace AssetsBackup.Tests.CommandLine;

/// <summary><c>schemas</c>: deleting one, and what schedule those get that are found later.</summary>
[Collection(nameof(TerminalProcess))]
public sealed class SchemasTerminalTests(TerminalFixture terminal) : IClassFixture<TerminalFixture>
{
    [Fact]
    public async Task One_is_deleted_once_that_was_said_and_comes_back_with_a_sync()
    {
        var unsaid = await RunAsync("delete", "CNT");
        var withBackups = await RunAsync("delete", "CNT", "--yes", "--with-backups");
        var deleted = await RunAsync("delete", "CNT", "--yes");
        var again = await RunAsync("delete", "CNT", "--yes");
        var listed = await RunAsync();
        var synced = await RunAsync("--sync");

        unsaid.ExitCode.ShouldBe((int)ExitCode.Refused);
        unsaid.Errors.ShouldContain("its backups would stay");
        unsaid.Errors.ShouldContain("say so with --yes");
        withBackups.ExitCode.ShouldBe((int)ExitCode.Refused);
        withBackups.Errors.ShouldContain("not gone from Assets: its backups stay");
        deleted.ExitCode.ShouldBe(0, deleted.Errors);
        deleted.Output.ShouldContain("the next sync brings it back");
        again.ExitCode.ShouldBe((int)ExitCode.Refused);
        again.Errors.ShouldContain("There is no schema CNT");
        listed.Output.ShouldNotContain("CNT");
        synced.Output.ShouldContain("CNT");
    }

    [Fact]
    public async Task Those_that_are_found_later_are_scheduled_where_that_was_said()
    {
        const string None = "Schemas that are found later get no schedule";
        (await RunAsync("default-schedule")).Output.ShouldContain(None);

        var on = await RunAsync("default-schedule", "--recommended", "--zone", "Europe/Berlin");
        var shown = await RunAsync("default-schedule", "--json");
        var wrong = await RunAsync("default-schedule", "--recommended", "--zone", "Atlantis");
        var off = await RunAsync("default-schedule", "--off");

        on.Output.ShouldContain("backed up daily at a recommended time (Europe/Berlin)");
        shown.Output.ShouldContain("\"timeZone\":\"Europe/Berlin\"");
        wrong.ExitCode.ShouldBe((int)ExitCode.Refused);
        wrong.Errors.ShouldContain("Choose a time zone of the list");
        off.Output.ShouldContain(None);
    }

    [Theory]
    [InlineData("Of --recommended and --off give one", "--off", "--recommended")]
    [InlineData("--zone is for --recommended", "--zone", "UTC")]
    public async Task Options_that_do_not_fit_together_are_a_wrong_call(
        string told,
        string one,
        string other
    )
    {
        var wrong = await RunAsync("default-schedule", one, other);

        wrong.ExitCode.ShouldBe((int)ExitCode.Usage);
        wrong.Errors.ShouldContain(told);
    }

    private Task<Ended> RunAsync(params string[] arguments) =>
        terminal.RunAsync(terminal.SetUp, null, ["schemas", .. arguments]);
}
