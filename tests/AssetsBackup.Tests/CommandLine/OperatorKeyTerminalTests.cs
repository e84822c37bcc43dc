using AssetsBackup.CommandLine;

namespace AssetsBackup.Tests.CommandLine;

/// <summary>A key that is not the one the data was made with is told by its name, before a run too.</summary>
[Collection(nameof(TerminalProcess))]
public sealed class OperatorKeyTerminalTests(TerminalFixture terminal)
    : IClassFixture<TerminalFixture>
{
    [Theory]
    [InlineData("rotated")]
    [InlineData("deleted")]
    [InlineData("no-key")]
    public async Task A_run_without_the_right_key_is_refused_with_the_keys_failure(string how)
    {
        var data = await SetUpAsync(how);
        await TakeKeyAsync(data, how);

        var ended = await terminal.RunAsync(data, null, "verify");

        // A run that could not be told in the audit log is not begun.
        ended.ExitCode.ShouldBe((int)ExitCode.Refused, ended.Errors);
        ended.Errors.ShouldContain("Nothing was read or written. (operator-key)");
        ended.Errors.ShouldNotContain("..");
        ended.Errors.ShouldNotContain("Exception");
        var repair = await terminal.RunAsync(data, null, "vault", "repair");
        repair.ExitCode.ShouldBe((int)ExitCode.Refused, repair.Errors);
        repair.Errors.ShouldContain("(operator-key)");
    }

    [Fact]
    public async Task No_new_key_is_made_for_a_key_store_that_needs_another()
    {
        var data = await SetUpAsync("key-store-only");
        File.Delete(KeyFile(data));
        File.Delete(Path.Combine(data, "key-id"));

        foreach (
            var command in (string[][])
                [
                    ["keys", "init"],
                    ["vault", "attach"],
                    ["serve"],
                ]
        )
        {
            var ended = await terminal.RunAsync(data, null, command);

            ended.ExitCode.ShouldBe((int)ExitCode.Refused, ended.Errors);
            ended.Errors.ShouldContain("was made with operator key");
            ended.Errors.ShouldContain("Bring it back");
            ended.Errors.ShouldContain("(operator-key)");
        }
        File.Exists(KeyFile(data)).ShouldBeFalse();
    }

    [Fact]
    public async Task No_new_key_is_made_for_backups_of_which_all_keys_are_gone()
    {
        var data = await SetUpAsync("vaults-only");
        (await terminal.RunAsync(data, null, "backup", "CNT")).ExitCode.ShouldBe(0);
        File.Delete(KeyFile(data));
        File.Delete(Path.Combine(data, "key-id"));
        Directory.Delete(Path.Combine(data, "key-store"), recursive: true);

        var ended = await terminal.RunAsync(data, null, "keys", "init");

        ended.ExitCode.ShouldBe((int)ExitCode.Refused, ended.Errors);
        ended.Errors.ShouldContain("neither their operator key nor their key store");
        File.Exists(KeyFile(data)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_rotation_that_is_refused_makes_no_key()
    {
        var data = await SetUpAsync("refused-rotation");
        File.Delete(KeyFile(data));
        var next = Path.Combine(data, "next.key");

        var ended = await terminal.RunAsync(data, null, "keys", "rotate", next);

        ended.ExitCode.ShouldBe((int)ExitCode.Refused, ended.Errors);
        File.Exists(next).ShouldBeFalse();
    }

    [Fact]
    public async Task A_rotation_to_the_key_in_use_says_that_nothing_was_changed()
    {
        var data = await SetUpAsync("rotated-twice");
        var next = KeyFile(data) + ".new";
        var first = await terminal.RunAsync(data, null, "keys", "rotate", next);
        first.Output.ShouldContain("is replaced by");
        File.Move(next, KeyFile(data), overwrite: true);

        var again = await terminal.RunAsync(data, null, "keys", "rotate", KeyFile(data));

        again.ExitCode.ShouldBe((int)ExitCode.Done, again.Errors);
        again.Output.ShouldContain("is in use already: nothing was changed");
        again.Output.ShouldNotContain("replaced by");
        (await terminal.RunAsync(data, null, "verify")).ExitCode.ShouldBe((int)ExitCode.Done);
    }

    [Fact]
    public async Task A_key_store_from_a_copy_beside_the_id_of_another_key_is_told_with_what_to_delete()
    {
        var data = await SetUpAsync("copied-store");
        await File.WriteAllTextAsync(Path.Combine(data, "key-id"), "0123456789abcdef\n");

        var ended = await terminal.RunAsync(data, null, "sites", "list");
        var verify = await terminal.RunAsync(data, null, "verify");

        (ended.Errors + verify.Output + verify.Errors).ShouldContain(
            "If the key store was brought back from a copy, delete "
        );
    }

    private async Task TakeKeyAsync(string data, string how)
    {
        var key = KeyFile(data);
        switch (how)
        {
            case "rotated":
                var rotated = await terminal.RunAsync(data, null, "keys", "rotate", key + ".new");
                rotated.ExitCode.ShouldBe(0, rotated.Errors);
                break;
            case "deleted":
                File.Delete(key);
                break;
            default:
                await File.WriteAllTextAsync(key, "no key");
                break;
        }
    }

    private async Task<string> SetUpAsync(string name)
    {
        var data = terminal.Fresh(name);
        var added = await terminal.RunAsync(
            data,
            TerminalFixture.Token,
            ["sites", "add", TerminalFixture.Acme, "--email", TerminalFixture.Email]
        );
        added.ExitCode.ShouldBe(0, added.Errors);
        return data;
    }

    private static string KeyFile(string data) => Path.Combine(data, "keys", "operator.key");
}
