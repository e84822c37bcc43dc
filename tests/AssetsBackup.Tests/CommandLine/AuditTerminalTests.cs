using AssetsBackup.CommandLine;
using Microsoft.Data.Sqlite;

namespace AssetsBackup.Tests.CommandLine;

/// <summary><c>audit</c> lists who did what, proves that nobody changed it, and writes it to a file.</summary>
[Collection(nameof(TerminalProcess))]
public sealed class AuditTerminalTests(TerminalFixture terminal) : IClassFixture<TerminalFixture>
{
    [Fact]
    public async Task The_log_is_listed_filtered_verified_exported_and_tampering_is_named()
    {
        Done(await RunAsync("backup", "CNT", "--description", "At first"));

        var listed = Done(await RunAsync("audit"));
        listed.Output.ShouldContain("Connection added");
        listed.Output.ShouldContain("Description: At first");
        listed.Output.ShouldContain("operator");
        listed.Output.ShouldNotContain(TerminalFixture.Token);
        Done(await RunAsync("audit", "--action", "backup-ended"))
            .Output.ShouldNotContain("Connection added");
        Done(await RunAsync("audit", "--to", "2020-01-31")).Output.ShouldNotContain("operator");
        Done(await RunAsync("audit", "--user", "nobody", "--json"))
            .Output.ShouldContain("\"items\":[]");

        var intact = Done(await RunAsync("audit", "verify"));
        intact.Output.ShouldContain(" rows, all as written. Head: ");

        var file = terminal.Fresh("audit.csv");
        Done(await RunAsync("audit", "export", "--format", "csv", "--output", file));
        (await File.ReadAllTextAsync(file)).ShouldStartWith("Number,Date (UTC),User,Action,");
        Done(await RunAsync("audit", "--action", "audit-log-exported"))
            .Output.ShouldContain("Format: CSV");

        await TamperAsync("UPDATE \"AuditLog\" SET \"Subject\" = 'Another' WHERE \"Seq\" = 2");
        var tampered = await RunAsync("audit", "verify");
        tampered.ExitCode.ShouldBe((int)ExitCode.RunFailed);
        tampered.Output.ShouldStartWith("Row 2 of ");
        tampered.Output.ShouldContain("1 row before it: as written.");
        (await RunAsync("audit", "verify", "--json")).Output.ShouldContain("\"number\":2");
    }

    [Theory]
    [InlineData("--from", "yesterday", "--from wants a day")]
    [InlineData("--action", "nothing", "--action wants one of backup-started, ")]
    public async Task A_filter_that_is_none_is_told(string option, string value, string told)
    {
        var refused = await RunAsync("audit", option, value);

        refused.ExitCode.ShouldBe((int)ExitCode.Usage);
        refused.Errors.ShouldContain(told);
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_told()
    {
        var refused = await RunAsync(
            "audit",
            "export",
            "--format",
            "jsonl",
            "--output",
            Path.Combine(terminal.Fresh("nowhere"), "audit.jsonl")
        );

        refused.ExitCode.ShouldBe((int)ExitCode.Refused);
        refused.Errors.ShouldContain("output-not-writable");
    }

    private async Task TamperAsync(string sql)
    {
        await using var database = new SqliteConnection(
            $"Data Source={Path.Combine(terminal.SetUp, "assets-backup.db")};Mode=ReadWrite;Pooling=False"
        );
        await database.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = database.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private static Ended Done(Ended ended)
    {
        ended.ExitCode.ShouldBe(0, ended.Errors);
        return ended;
    }

    private Task<Ended> RunAsync(params string[] arguments) =>
        terminal.RunAsync(terminal.SetUp, null, arguments);
}
