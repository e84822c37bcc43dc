using AssetsBackup.CommandLine;

namespace AssetsBackup.Tests.CommandLine;

/// <summary><c>runs RUN --output</c> writes the run's log to a file.</summary>
[Collection(nameof(TerminalProcess))]
public sealed class RunLogTerminalTests(TerminalFixture terminal) : IClassFixture<TerminalFixture>
{
    [Fact]
    public async Task The_log_of_a_run_is_written_to_a_file_and_the_audit_log_tells_of_it()
    {
        var run = (await DoneAsync("runs")).Output.Split("(UTC)")[^1].Trim().Split(' ')[1];
        var file = terminal.Fresh("sync.jsonl");

        var written = await DoneAsync("runs", run, "--output", file, "--format", "jsonl");

        written.Output.ShouldStartWith("Written to ");
        (await File.ReadAllLinesAsync(file)).ShouldAllBe(line => line.StartsWith("{\"number\":"));
        (await DoneAsync("audit", "--action", "run-log-downloaded")).Output.ShouldContain(
            "Format: Jsonl"
        );
    }

    [Theory]
    [InlineData("Name the run whose log is to be written.", "--output", "x.log")]
    [InlineData("--format is of the file that --output names.", "1234", "--format", "jsonl")]
    public async Task What_does_not_go_together_is_told(string told, params string[] words)
    {
        var refused = await terminal.RunAsync(terminal.SetUp, null, ["runs", .. words]);

        refused.ExitCode.ShouldBe((int)ExitCode.Usage);
        refused.Errors.ShouldContain(told);
    }

    private async Task<Ended> DoneAsync(params string[] words)
    {
        var ended = await terminal.RunAsync(terminal.SetUp, null, words);
        ended.ExitCode.ShouldBe((int)ExitCode.Done, ended.Errors);
        return ended;
    }
}
