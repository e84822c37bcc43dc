using AssetsBackup.CommandLine;

namespace AssetsBackup.Tests.CommandLine;

/// <summary>A command line that is wrong is told by the word that is, with where its help is.</summary>
[Collection(nameof(TerminalProcess))]
public sealed class UsageErrorTests(TerminalFixture terminal) : IClassFixture<TerminalFixture>
{
    [Fact]
    public async Task A_command_that_does_not_exist_is_told_with_where_help_is()
    {
        var ended = await terminal.RunAsync(terminal.SetUp, null, "bakcup", "CNT");

        ended.ExitCode.ShouldBe((int)ExitCode.Usage);
        ended.Errors.ShouldContain("assets-backup does not know bakcup");
        ended.Errors.ShouldContain("assets-backup --help");
    }

    [Theory]
    [InlineData("assets-backup backup wants <schema>", "backup")]
    [InlineData(
        "assets-backup backup does not know --no-attachment",
        "backup",
        "CNT",
        "--no-attachment"
    )]
    [InlineData(
        "assets-backup plan does not know --nmae",
        "plan",
        "1234",
        "--nmae",
        "A",
        "--key",
        "AB"
    )]
    [InlineData("Option '--key' is required", "plan", "1234", "--name", "A")]
    [InlineData("which is 365 at most", "verify", "--slice", "today/999999999")]
    [InlineData("assets-backup sites add wants <site>", "sites", "add", "--email", "a@b.example")]
    [InlineData("assets-backup verify does not know --read-data", "verify", "--read-data")]
    [InlineData("assets-backup backup does not know --nope", "backup", "--nope")]
    [InlineData(
        "assets-backup snapshots describe does not know --pinned",
        "snapshots",
        "describe",
        "1234",
        "--pinned"
    )]
    public async Task A_word_that_is_wrong_or_missing_is_named_with_the_commands_own_help(
        string told,
        params string[] arguments
    )
    {
        var ended = await terminal.RunAsync(terminal.SetUp, null, arguments);

        ended.ExitCode.ShouldBe((int)ExitCode.Usage);
        ended.Errors.ShouldContain(told);
        var verb = string.Join(
            ' ',
            arguments.TakeWhile(word =>
                word
                    is "sites"
                        or "add"
                        or "snapshots"
                        or "describe"
                        or "backup"
                        or "plan"
                        or "verify"
            )
        );
        ended.Errors.ShouldContain($"assets-backup {verb} --help");
    }

    [Theory]
    [InlineData(
        "--format wants one of csv, jsonl",
        "audit",
        "export",
        "--format",
        "xml",
        "--output",
        "x"
    )]
    [InlineData(
        "--format wants one of text, jsonl",
        "runs",
        "1234",
        "--format",
        "xml",
        "--output",
        "x"
    )]
    [InlineData(
        "--kind wants one of email, slack, webhook",
        "notifications",
        "add",
        "Chat",
        "--kind",
        "slak"
    )]
    public async Task A_word_that_is_none_of_a_few_is_told_with_those_that_are(
        string told,
        params string[] arguments
    )
    {
        var ended = await terminal.RunAsync(terminal.SetUp, null, arguments);

        ended.ExitCode.ShouldBe((int)ExitCode.Usage);
        ended.Errors.ShouldContain(told);
    }
}
