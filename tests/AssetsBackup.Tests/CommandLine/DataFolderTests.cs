using System.Globalization;
using AssetsBackup.CommandLine;
using AssetsBackup.Hosting;

namespace AssetsBackup.Tests.CommandLine;

/// <summary>A data folder that is wrong, missing or in use is told, and none is made by mistake.</summary>
[Collection(nameof(TerminalProcess))]
public sealed class DataFolderTests(TerminalFixture terminal) : IClassFixture<TerminalFixture>
{
    public static TheoryData<string[]> NeedData =>
        new(
            (string[])["verify"],
            (string[])["snapshots", "CNT"],
            (string[])["sites", "list"],
            (string[])["vault", "attach"]
        );

    [Theory]
    [MemberData(nameof(NeedData))]
    public async Task A_mistyped_folder_is_told_and_not_made(string[] command)
    {
        var data = terminal.Fresh("mistyped");

        var ended = await terminal.RunAsync(data, null, command);

        ended.ExitCode.ShouldBe((int)ExitCode.Usage, ended.Errors);
        ended.Errors.ShouldContain($"There is no data folder at {data}");
        ended.Errors.ShouldContain("(data-folder)");
        Directory.Exists(data).ShouldBeFalse();
    }

    [Theory]
    [InlineData("attach")]
    [InlineData("repair")]
    public async Task What_needs_the_folder_for_itself_names_the_process_that_has_it(string verb)
    {
        using var held = InstanceLock.TryTake(terminal.SetUp);

        var ended = await terminal.RunAsync(terminal.SetUp, null, "vault", verb);

        ended.ExitCode.ShouldBe((int)ExitCode.Refused, ended.Errors);
        ended.Errors.ShouldContain(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Another process ({Environment.ProcessId}) works with the data in {terminal.SetUp}"
            )
        );
        ended.Errors.ShouldContain("(data-in-use)");
    }

    [Theory]
    [InlineData("a-file", "is a file")]
    [InlineData("a-file/below", "cannot be made")]
    public async Task A_folder_that_cannot_be_made_is_told(string name, string words)
    {
        await File.WriteAllTextAsync(terminal.Fresh("a-file"), "");

        var ended = await terminal.RunAsync(terminal.Fresh(name), null, "keys", "init");

        ended.ExitCode.ShouldBe((int)ExitCode.Usage, ended.Errors);
        ended.Errors.ShouldContain(words);
        ended.Errors.ShouldContain("(data-folder)");
        ended.Errors.ShouldNotContain("Exception");
    }
}
