using AssetsBackup.CommandLine;
using Microsoft.Data.Sqlite;

namespace AssetsBackup.Tests.CommandLine;

/// <summary>What goes wrong in a terminal is told in words, with what to do and an exit code for scripts.</summary>
[Collection(nameof(TerminalProcess))]
public sealed class ClearErrorTests(TerminalFixture terminal) : IClassFixture<TerminalFixture>
{
    [Fact]
    public async Task A_wrong_token_is_told_with_where_to_make_a_new_one_and_is_not_repeated()
    {
        const string wrong = "mistyped-token";

        var ended = await AddAsync("wrong-token", wrong, TerminalFixture.Acme);

        Refused(
            ended,
            "Jira did not accept this e-mail address and API token",
            "apiToken: Not accepted with this e-mail address. If that is right, the token is mistyped, has expired or was revoked: make a new one on Atlassian's API token page.",
            "Nothing was stored.",
            "(token-rejected)"
        );
        (ended.Output + ended.Errors).ShouldNotContain(wrong);
        var sites = await terminal.RunAsync(terminal.Fresh("wrong-token"), null, "sites", "list");
        (sites.ExitCode, sites.Output).ShouldBe(
            (0, "Site Added through Set up Customer To be deleted by (UTC)")
        );
    }

    [Fact]
    public async Task No_token_is_told_with_how_to_give_one()
    {
        var ended = await AddAsync("no-token", null, TerminalFixture.Acme);

        Refused(
            ended,
            "No API token was given",
            "Pipe it to standard input or set ASSETSBACKUP_API_TOKEN.",
            "(api-token-missing)"
        );
    }

    [Fact]
    public async Task The_workspace_of_another_site_is_told()
    {
        var ended = await AddAsync(
            "foreign-workspace",
            TerminalFixture.Token,
            TerminalFixture.Acme,
            "--workspace",
            terminal.Site("globex").WorkspaceId
        );

        Refused(
            ended,
            "The Workspace ID is not this site's",
            "https://acme.atlassian.net has another workspace.",
            "(workspace-foreign)"
        );
    }

    [Fact]
    public async Task A_site_that_does_not_exist_is_told()
    {
        var ended = await AddAsync(
            "unknown-site",
            TerminalFixture.Token,
            "https://nowhere.invalid"
        );

        Refused(
            ended,
            "There is no Jira Cloud site at https://nowhere.invalid",
            "Check the address.",
            "(site-unknown)"
        );
    }

    [Fact]
    public async Task A_site_that_was_never_added_is_told()
    {
        var ended = await terminal.RunAsync(
            terminal.SetUp,
            null,
            "schemas",
            "--site",
            "https://initech.atlassian.net"
        );

        Refused(
            ended,
            "This server knows no site https://initech.atlassian.net",
            $"It knows {TerminalFixture.Acme}.",
            "Add one with: assets-backup sites add",
            "(site-not-added)"
        );
    }

    [Fact]
    public async Task A_site_that_shuts_our_address_out_is_told_with_the_addresses_to_allow()
    {
        terminal.Block(true);
        try
        {
            var ended = await AddAsync("shut-out", TerminalFixture.Token, TerminalFixture.Acme);

            Refused(
                ended,
                "The site's IP allowlist does not let us in",
                "Add these addresses to the allowlist in Atlassian Administration: 198.51.100.7.",
                "(ip-not-allowed)"
            );
        }
        finally
        {
            terminal.Block(false);
        }
    }

    [Fact]
    public async Task A_damaged_pack_fails_the_verification_and_says_how_much_is_lost()
    {
        var backup = await terminal.RunAsync(terminal.SetUp, null, "backup", "CNT");
        backup.ExitCode.ShouldBe((int)ExitCode.Done, backup.Errors);
        var list = await terminal.RunAsync(terminal.SetUp, null, "snapshots", "CNT", "--json");
        var id = System
            .Text.Json.JsonDocument.Parse(list.Output)
            .RootElement.GetProperty("items")[0]
            .GetProperty("id")
            .GetString()!;
        (await terminal.RunAsync(terminal.SetUp, null, "verify", id)).ExitCode.ShouldBe(0);
        await DamageAPackAsync();

        var ended = await terminal.RunAsync(terminal.SetUp, null, "verify", id);

        ended.ExitCode.ShouldBe((int)ExitCode.RunFailed);
        ended.Output.ShouldStartWith("Failed:");
        ended.Output.ShouldContain("1 file of the backups' storage is missing or damaged");
        ended.Output.ShouldContain("Files: packs/");
        ended.Output.ShouldContain("can be read. The next backup stores anew");
        ended.Output.ShouldContain("(snapshot-damaged)");
        var run = ended.Output[^8..];
        var log = await terminal.RunAsync(terminal.SetUp, null, "runs", run);
        log.ExitCode.ShouldBe(0, log.Errors);
        log.Output.ShouldContain("packs/");
        (await terminal.RunAsync(terminal.SetUp, null, "runs")).Output.ShouldContain(run);
    }

    [Fact]
    public async Task A_run_that_does_not_exist_is_told_with_what_lists_them() =>
        Refused(
            await terminal.RunAsync(terminal.SetUp, null, "runs", "00000000"),
            "There is no run 00000000",
            "assets-backup runs lists them.",
            "(run-not-found)"
        );

    [Theory]
    [InlineData("96")]
    [InlineData("9-6a")]
    public async Task An_id_that_is_given_too_short_is_told_with_how_long_it_has_to_be(string id) =>
        Refused(
            await terminal.RunAsync(terminal.SetUp, null, "verify", id),
            $"{id} is too short to name a backup",
            "Give at least 4 digits of its id.",
            "(snapshot-not-found)"
        );

    [Fact]
    public async Task A_region_that_is_not_offered_is_told_with_those_that_are() =>
        Refused(
            await terminal.RunAsync(
                terminal.SetUp,
                null,
                ["sites", "storage", "--region", "nowhere"]
            ),
            "region: Choose one of the regions that are offered: local",
            "(not-valid)"
        );

    [Fact]
    public async Task A_connection_string_that_is_not_taken_is_told_once()
    {
        var ended = await terminal.RunAsync(
            terminal.SetUp,
            "http://not.a.database",
            ["sites", "storage", "--database"]
        );

        Refused(ended, "The connection string is not taken");
        var why = ended.Errors.Split("Nothing was stored. ")[1].Split(" (")[0];
        ended.Errors.Split(why).Length.ShouldBe(2, ended.Errors);
    }

    [Fact]
    public async Task A_key_store_that_is_gone_is_told_with_what_to_bring_back()
    {
        var data = terminal.Fresh("no-keys");
        (await AddAsync("no-keys", TerminalFixture.Token, TerminalFixture.Acme)).ExitCode.ShouldBe(
            0
        );
        Directory.Delete(Path.Combine(data, "key-store"), recursive: true);

        var ended = await terminal.RunAsync(data, null, "vault", "repair");

        ended.ExitCode.ShouldBe((int)ExitCode.RunFailed);
        ended.Errors.ShouldContain("Bring the key store back from a copy");
        ended.Errors.ShouldContain("(key-entry-lost)");
    }

    [Fact]
    public async Task A_site_without_credentials_is_told_how_to_set_it_up_and_lists_nothing()
    {
        var data = terminal.Fresh("half-set-up");
        (
            await AddAsync("half-set-up", TerminalFixture.Token, TerminalFixture.Acme)
        ).ExitCode.ShouldBe(0);
        await ForgetConnectionsAsync(data);

        foreach (string[] arguments in new string[][] { ["schemas"], ["backup", "CNT"] })
            Refused(
                await terminal.RunAsync(data, null, arguments),
                "The app is not set up yet",
                "assets-backup sites add",
                "(not-set-up)"
            );
    }

    private static async Task ForgetConnectionsAsync(string data)
    {
        var file = Directory.EnumerateFiles(data, "*.db").Single();
        await using var database = new SqliteConnection(
            $"Data Source={file};Pooling=False;Foreign Keys=False"
        );
        await database.OpenAsync();
        await using var command = database.CreateCommand();
        command.CommandText = "DELETE FROM Connections";
        await command.ExecuteNonQueryAsync();
    }

    private Task<Ended> AddAsync(string data, string? token, string site, params string[] more) =>
        terminal.RunAsync(
            terminal.Fresh(data),
            token,
            ["sites", "add", site, "--email", TerminalFixture.Email, .. more]
        );

    private static void Refused(Ended ended, params string[] words)
    {
        ended.ExitCode.ShouldBe((int)ExitCode.Refused, ended.Errors);
        foreach (var said in words)
            ended.Errors.ShouldContain(said);
        ended.Output.ShouldBeEmpty();
    }

    private async Task DamageAPackAsync()
    {
        var pack = Directory
            .EnumerateFiles(
                Path.Combine(terminal.SetUp, "vaults"),
                "*",
                SearchOption.AllDirectories
            )
            .Where(file => file.Contains("pack", StringComparison.Ordinal))
            .MaxBy(file => new FileInfo(file).Length)!;
        var bytes = await File.ReadAllBytesAsync(pack);
        bytes[^40] ^= 1;
        await File.WriteAllBytesAsync(pack, bytes);
    }
}
