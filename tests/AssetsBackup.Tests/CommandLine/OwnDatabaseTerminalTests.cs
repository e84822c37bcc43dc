using System.Text.Json;
using AssetsBackup.Tests.OwnDatabase;

namespace AssetsBackup.Tests.CommandLine;

/// <summary>A database of the customer's own, from the terminal.</summary>
[Trait("Needs", "engine")]
[Collection(nameof(TerminalProcess))]
public sealed class OwnDatabaseTerminalTests(TerminalFixture terminal)
    : IClassFixture<TerminalFixture>
{
    private const string Host = "localhost";
    private const string Region = "local";

    [Fact]
    public async Task A_site_is_added_with_a_database_moved_out_of_it_and_back()
    {
        await using var database = await DatabaseOfCustomer.StartAsync(Host);
        var (text, authorities) = await AccessAsync(database);
        var data = terminal.Fresh("own-database");

        Done(
            await terminal.RunAsync(
                data,
                $"{TerminalFixture.Token}\n{text}",
                [
                    "sites",
                    "add",
                    TerminalFixture.Acme,
                    "--email",
                    TerminalFixture.Email,
                    "--database",
                    "--authorities",
                    authorities,
                ]
            )
        );
        Done(await terminal.RunAsync(data, null, "backup", "CNT"));
        Directory.Exists(Path.Combine(data, "vaults")).ShouldBeFalse();
        var shown = await terminal.RunAsync(data, null, "sites", "storage", "--json");
        Done(shown);
        Storage(shown).GetProperty("kind").GetString().ShouldBe("ownDatabase");
        (shown.Output + shown.Errors).ShouldNotContain(database.Password);
        // A new token of the site leaves its storage as it is.
        Done(
            await terminal.RunAsync(
                data,
                TerminalFixture.Token,
                "sites",
                "add",
                TerminalFixture.Acme,
                "--email",
                TerminalFixture.Email
            )
        );

        Done(await terminal.RunAsync(data, null, "vault", "move", "--to", Region));
        Done(await terminal.RunAsync(data, null, "verify"));
        (await terminal.RunAsync(data, null, "sites", "storage")).Output.ShouldStartWith(
            "Managed storage in local: the folder "
        );
        Done(
            await terminal.RunAsync(
                data,
                text,
                "vault",
                "move",
                "--to-database",
                "--authorities",
                authorities
            )
        );
        Directory.Delete(Path.Combine(data, "vaults"), recursive: true);
        Done(await terminal.RunAsync(data, null, "verify"));
        Done(
            await terminal.RunAsync(
                data,
                text,
                "sites",
                "storage",
                "--replace",
                "--authorities",
                authorities
            )
        );

        foreach (var file in Directory.EnumerateFiles(data, "assets-backup.db"))
            File.Delete(file);
        var attached = await terminal.RunAsync(
            data,
            text,
            "vault",
            "attach",
            "--database",
            "--authorities",
            authorities
        );
        Done(attached);
        attached.Output.ShouldContain(database.Servers("vault"));
    }

    [Fact]
    public async Task A_wrong_password_is_told_and_not_repeated()
    {
        await using var database = await DatabaseOfCustomer.StartAsync(Host);
        var (text, authorities) = await AccessAsync(database);
        database.Password = "an0ther-word";

        var ended = await terminal.RunAsync(
            terminal.SetUp,
            text,
            "sites",
            "storage",
            "--database",
            "--authorities",
            authorities
        );

        ended.ExitCode.ShouldBe(3);
        ended.Errors.ShouldContain("(database-sign-in)");
        (ended.Output + ended.Errors).ShouldNotContain("s3cret-word");
    }

    [Theory]
    [InlineData(3, "(connection-string-missing)", "--database")]
    [InlineData(3, "(authorities-file)", "--database", "--authorities", "/no/such/file")]
    [InlineData(3, "(storage-managed)", "--replace")]
    [InlineData(2, "Give one of --region, --database and --replace", "--database", "--replace")]
    [InlineData(2, "--authorities goes with", "--authorities", "/no/such/file")]
    public async Task What_is_missing_or_does_not_go_together_is_told(
        int code,
        string words,
        params string[] options
    )
    {
        var text = options is ["--replace"] ? "mongodb://u:p@localhost/d" : null;

        var ended = await terminal.RunAsync(terminal.SetUp, text, ["sites", "storage", .. options]);

        ended.ExitCode.ShouldBe(code, ended.Errors);
        ended.Errors.ShouldContain(words);
    }

    private async Task<(string Text, string Authorities)> AccessAsync(DatabaseOfCustomer database)
    {
        var (text, pem) = database.Access();
        var authorities = terminal.Fresh($"authorities-{database.Gateway.Port}.pem");
        await File.WriteAllTextAsync(authorities, pem, TestContext.Current.CancellationToken);
        return (text, authorities);
    }

    private static JsonElement Storage(Ended ended) =>
        JsonDocument.Parse(ended.Output).RootElement.GetProperty("storage");

    private static void Done(Ended ended) => ended.ExitCode.ShouldBe(0, ended.Errors);
}
