using System.Text.Json;
using AssetsBackup.CommandLine;

namespace AssetsBackup.Tests.CommandLine;

/// <summary><c>schemas retention</c> shows and changes how long backups are kept; <c>alarms</c> what holds them.</summary>
[Collection(nameof(TerminalProcess))]
public sealed class RetentionTerminalTests(TerminalFixture terminal)
    : IClassFixture<TerminalFixture>
{
    [Fact]
    public async Task Rules_are_tried_saved_shown_and_taken_away_for_one_schema_and_for_all()
    {
        (await RetainAsync()).Output.ShouldContain("are kept so: everything for 365 days");
        (await RetainAsync("CNT")).Output.ShouldContain(
            "Backups of Counted are kept by default: everything for 365 days"
        );

        var tried = await RetainAsync("CNT", "--weekly", "8", "--dry-run");
        tried.ExitCode.ShouldBe(0, tried.Errors);
        tried.Output.ShouldContain(
            "by rules of its own: everything for 365 days, the newest of each of the last 8 weeks"
        );
        tried.Output.ShouldContain("None of ");
        (await RetainAsync("CNT")).Output.ShouldContain("kept by default");

        (await RetainAsync("CNT", "--within-days", "30")).Output.ShouldContain(
            "by rules of its own: everything for 30 days"
        );
        (await RetainAsync("--monthly", "24")).Output.ShouldContain(
            "everything for 365 days, the newest of each of the last 24 months"
        );
        (await RetainAsync("CNT", "--json")).Output.ShouldContain("\"withinDays\":30");
        (await RetainAsync("CNT", "--default")).Output.ShouldContain(
            "by default: everything for 365 days, the newest of each of the last 24 months"
        );
        (await RetainAsync("--default")).Output.ShouldContain(
            "are kept so: everything for 365 days"
        );
    }

    [Theory]
    [InlineData("Give --default, or rules of its own", "CNT", "--default", "--daily", "1")]
    [InlineData("--dry-run tries rules on a schema: give both", "CNT", "--dry-run")]
    [InlineData("--dry-run tries rules on a schema: give both", "--daily", "1", "--dry-run")]
    public async Task What_does_not_go_together_is_told(string told, params string[] given)
    {
        var wrong = await RetainAsync(given);

        wrong.ExitCode.ShouldBe((int)ExitCode.Usage);
        wrong.Errors.ShouldContain(told);
    }

    [Fact]
    public async Task A_number_out_of_bounds_is_refused()
    {
        var refused = await RetainAsync("CNT", "--within-days", "0");

        refused.ExitCode.ShouldBe((int)ExitCode.Refused);
        refused.Errors.ShouldContain("Keep everything for 1 to 36,500 days");
    }

    [Fact]
    public async Task An_alarm_is_listed_until_it_is_acknowledged()
    {
        (await RunAsync("alarms", "acknowledge", "ffffffff")).Errors.ShouldContain(
            "There is no alarm ffffffff"
        );
        (await RunAsync("backup", "CNT")).ExitCode.ShouldBe(0);
        await terminal.DeleteObjectsAsync(200);
        (await RunAsync("backup", "CNT")).ExitCode.ShouldBe(0);

        var listed = await RunAsync("alarms", "--json");
        listed.Output.ShouldContain("\"before\":600,\"now\":400");
        (await RetainAsync("CNT")).Output.ShouldContain("An alarm is open");
        using var alarms = JsonDocument.Parse(listed.Output);
        var id = alarms.RootElement.GetProperty("items")[0].GetProperty("shortId").GetString()!;
        var acknowledged = await RunAsync("alarms", "acknowledge", id);

        acknowledged.ExitCode.ShouldBe(0, acknowledged.Errors);
        acknowledged.Output.ShouldContain($"Alarm {id} is acknowledged");
        (await RunAsync("alarms")).Output.ShouldNotContain(id);
        (await RunAsync("alarms", "--all")).Output.ShouldContain(id);
        (await RunAsync("audit")).Output.ShouldContain("Alarm acknowledged");
    }

    private Task<Ended> RetainAsync(params string[] given) =>
        RunAsync(["schemas", "retention", .. given]);

    private Task<Ended> RunAsync(params string[] arguments) =>
        terminal.RunAsync(terminal.SetUp, null, arguments);
}
