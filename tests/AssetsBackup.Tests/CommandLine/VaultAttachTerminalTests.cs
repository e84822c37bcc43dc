using AssetsBackup.CommandLine;

namespace AssetsBackup.Tests.CommandLine;

/// <summary><c>vault attach</c> says what it found and what not, and its exit code whether anything was attached.</summary>
[Collection(nameof(TerminalProcess))]
public sealed class VaultAttachTerminalTests(TerminalFixture terminal)
    : IClassFixture<TerminalFixture>
{
    [Fact]
    public async Task What_is_known_already_is_told_and_no_failure()
    {
        var ended = await terminal.RunAsync(terminal.SetUp, null, "vault", "attach");

        ended.ExitCode.ShouldBe((int)ExitCode.Done, ended.Errors);
        ended.Output.ShouldContain("Nothing was attached");
        ended.Output.ShouldContain("known already");
    }

    [Fact]
    public async Task A_key_without_a_vault_is_told_and_a_failure()
    {
        var data = terminal.Fresh("attach-key-alone");
        var added = await terminal.RunAsync(
            data,
            TerminalFixture.Token,
            ["sites", "add", TerminalFixture.Acme, "--email", TerminalFixture.Email]
        );
        added.ExitCode.ShouldBe(0, added.Errors);
        foreach (var file in Directory.EnumerateFiles(data, "assets-backup.db*"))
            File.Delete(file);

        var ended = await terminal.RunAsync(data, null, "vault", "attach");

        ended.ExitCode.ShouldBe((int)ExitCode.Refused, ended.Errors);
        ended.Output.ShouldContain("Not attached: The key store has an entry for it");
    }

    [Fact]
    public async Task A_lost_database_and_a_damaged_vault_are_mended_by_what_is_told()
    {
        var data = terminal.Fresh("attach-damaged");
        await DoneAsync(data, TerminalFixture.Token, Add);
        await DoneAsync(data, null, "backup", "CNT");
        foreach (var file in Directory.EnumerateFiles(data, "assets-backup.db*"))
            File.Delete(file);
        var header = Directory
            .GetFiles(Path.Combine(data, "vaults"), "vault", SearchOption.AllDirectories)
            .Single();
        await File.WriteAllBytesAsync(header, [1, 2, 3]);

        var attached = await terminal.RunAsync(data, null, "vault", "attach", "--json");

        attached.ExitCode.ShouldBe((int)ExitCode.RunPartial, attached.Errors);
        attached.Output.ShouldContain("assets-backup vault repair --site acme.atlassian.net");
        await DoneAsync(data, null, "vault", "repair", "--site", "acme.atlassian.net");
        await DoneAsync(data, TerminalFixture.Token, Add);
        await DoneAsync(data, null, "verify");
        await DoneAsync(data, null, "backup", "CNT");
    }

    private static string[] Add =>
        ["sites", "add", TerminalFixture.Acme, "--email", TerminalFixture.Email];

    private async Task DoneAsync(string data, string? secrets, params string[] arguments)
    {
        var ended = await terminal.RunAsync(data, secrets, arguments);
        ended.ExitCode.ShouldBe((int)ExitCode.Done, $"{ended.Output} {ended.Errors}");
    }
}
