using AssetsBackup.CommandLine;

namespace AssetsBackup.Tests.CommandLine;

/// <summary><c>schemas schedule</c> shows and changes when a schema is backed up by itself.</summary>
[Collection(nameof(TerminalProcess))]
public sealed class ScheduleTerminalTests(TerminalFixture terminal) : IClassFixture<TerminalFixture>
{
    [Fact]
    public async Task A_schedule_is_saved_backs_up_at_once_is_listed_and_switched_off()
    {
        (await RunAsync()).Output.Trim().ShouldBe("Disabled");

        var saved = await RunAsync("--cron", "30 2 * * *", "--zone", "Asia/Tokyo");
        saved.ExitCode.ShouldBe(0, saved.Errors);
        saved.Errors.ShouldContain("30 2 * * * (Asia/Tokyo), next 20");
        saved.Output.ShouldContain("The backup's id: ");

        var listed = await terminal.RunAsync(terminal.SetUp, null, "schemas");
        listed.Output.ShouldContain(" 17:30:00Z", customMessage: "half past two in Tokyo");
        (await RunAsync()).Output.ShouldContain("30 2 * * * (Asia/Tokyo), next 20");
        (await RunAsync("--json")).Output.ShouldContain("\"cron\":\"30 2 * * *\"");

        var off = await RunAsync("--off");
        off.Output.ShouldContain("Disabled; it was 30 2 * * * (Asia/Tokyo)");
        (await terminal.RunAsync(terminal.SetUp, null, "schemas")).Output.ShouldContain("disabled");
        var recommended = await RunAsync("--recommended", "--attachments", "false");
        recommended.ExitCode.ShouldBe(0, recommended.Errors);
        (await RunAsync("--cron", "0 5 * * *")).ExitCode.ShouldBe(0);
        (await RunAsync("--json")).Output.ShouldContain("\"attachments\":false");
    }

    [Theory]
    [InlineData("--cron", "0 */6 * * *", "The minimum allowed frequency of backup is once per day")]
    [InlineData("--cron", "0 24 * * *", "Cron expression is not valid: field 2, the hour")]
    [InlineData("--cron", "", "Cron expression is required")]
    public async Task A_cron_text_that_is_not_taken_is_refused(
        string option,
        string cron,
        string told
    )
    {
        var refused = await RunAsync(option, cron);

        refused.ExitCode.ShouldBe((int)ExitCode.Refused);
        refused.Errors.ShouldContain(told);
    }

    [Theory]
    [InlineData("Of --cron, --recommended and --off give one", "--off", "--recommended")]
    [InlineData("Say when, too: --cron or --recommended", "--zone", "UTC")]
    public async Task Options_that_do_not_fit_together_are_a_wrong_call(
        string told,
        string one,
        string other
    )
    {
        var wrong = await RunAsync(one, other);

        wrong.ExitCode.ShouldBe((int)ExitCode.Usage);
        wrong.Errors.ShouldContain(told);
    }

    private Task<Ended> RunAsync(params string[] arguments) =>
        terminal.RunAsync(terminal.SetUp, null, ["schemas", "schedule", "CNT", .. arguments]);
}
