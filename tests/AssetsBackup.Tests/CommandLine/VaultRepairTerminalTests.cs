using System.Globalization;
using System.Text.Json;
using AssetsBackup.CommandLine;
using AssetsBackup.Features;

namespace AssetsBackup.Tests.CommandLine;

/// <summary>
/// <c>vault repair</c> names what nothing restores, <c>--discard-damaged</c> gives up just that, and nobody misses it afterwards.
/// </summary>
[Collection(nameof(TerminalProcess))]
public sealed class VaultRepairTerminalTests(TerminalFixture terminal)
    : IClassFixture<TerminalFixture>
{
    [Fact]
    public async Task What_is_given_up_is_named_and_a_verification_succeeds_again()
    {
        var data = terminal.SetUp;
        Done(await terminal.RunAsync(data, null, "backup", "CNT"));
        Done(await terminal.RunAsync(data, null, "backup", "CNT"));
        var backup = Backups(data)[0];
        foreach (var file in Directory.GetFiles(backup))
        {
            var bytes = await File.ReadAllBytesAsync(file);
            bytes[^1] ^= 1;
            await File.WriteAllBytesAsync(file, bytes);
        }
        var id = Guid.ParseExact(Path.GetFileName(backup), "N");
        (await terminal.RunAsync(data, null, "verify")).ExitCode.ShouldNotBe((int)ExitCode.Done);

        var record = string.Create(
            CultureInfo.InvariantCulture,
            $"snapshots/{id:N}/1: a record of backup {Words.ShortId(id)} (CNT, "
        );
        var asJson = await terminal.RunAsync(data, null, "vault", "repair", "--json");
        var answer = JsonDocument.Parse(asJson.Output).RootElement;
        answer.GetProperty("repair").GetProperty("packsIndexed").GetInt32().ShouldBe(0);
        answer.GetProperty("lost").GetProperty("files").GetArrayLength().ShouldBe(2);
        var found = await terminal.RunAsync(data, null, "vault", "repair");
        found.ExitCode.ShouldBe((int)ExitCode.RunPartial);
        found.Output.ShouldContain(record);
        found.Output.ShouldContain("nothing of it can be read without it");
        found.Output.ShouldContain("vault repair --discard-damaged");
        Backups(data).ShouldContain(backup);

        var repaired = await terminal.RunAsync(data, null, "vault", "repair", "--discard-damaged");

        Done(repaired);
        repaired.Output.ShouldContain("Given up:");
        repaired.Output.ShouldContain(record);
        repaired.Output.ShouldContain($"The record of backup {Words.ShortId(id)} (CNT, ");
        Backups(data).ShouldHaveSingleItem();
        Done(await terminal.RunAsync(data, null, "verify"));
        Done(await terminal.RunAsync(data, null, "prune"));
        var givenUp = await terminal.RunAsync(data, null, "verify", id.ToString());
        givenUp.ExitCode.ShouldBe((int)ExitCode.Refused);
        givenUp.Errors.ShouldContain("backup-given-up");
        (
            await terminal.RunAsync(data, null, "snapshots", "describe", id.ToString(), "x")
        ).Errors.ShouldContain("backup-given-up");
        (await terminal.RunAsync(data, null, "snapshots", "CNT")).Output.ShouldContain("Given up");
        (
            await terminal.RunAsync(data, null, "snapshots", "show", id.ToString())
        ).Output.ShouldContain("nothing of it can be read");
        var told = await terminal.RunAsync(data, null, "audit", "--action", "damage-given-up");
        told.Output.ShouldContain("Damaged files: ");
        told.Output.ShouldContain("operator");
        var again = await terminal.RunAsync(data, null, "vault", "repair", "--discard-damaged");
        again.Output.ShouldNotContain("Given up");

        var left = Backups(data).Single();
        await File.WriteAllBytesAsync(Path.Combine(left, "2"), [1, 2, 3]);
        var cut = await terminal.RunAsync(data, null, "vault", "repair", "--discard-damaged");
        Done(cut);
        cut.Output.ShouldContain(
            string.Create(
                CultureInfo.InvariantCulture,
                $"The later record of backup {Path.GetFileName(left)[..8]} (CNT, "
            )
        );
        Done(await terminal.RunAsync(data, null, "verify"));
    }

    private static string[] Backups(string data) =>
        [
            .. Directory
                .GetDirectories(
                    Path.Combine(data, "vaults"),
                    "snapshots",
                    SearchOption.AllDirectories
                )
                .SelectMany(Directory.GetDirectories)
                .Where(folder => Directory.EnumerateFiles(folder).Any()),
        ];

    private static void Done(Ended ended) =>
        ended.ExitCode.ShouldBe((int)ExitCode.Done, $"{ended.Output} {ended.Errors}");
}
