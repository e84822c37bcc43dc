using System.Diagnostics;

namespace JiraSimulator.Tests.Testing;

/// <summary>Runs Schemas/check-answers.mjs over recorded answers.</summary>
internal static class AnswerCheck
{
    private const int SomethingMissing = 2;

    /// <summary>What it said; a refused answer fails the test, a missing document skips it.</summary>
    public static async Task<string> RunAsync(string folder)
    {
        var script = Path.Combine(
            RepositoryRoot(),
            "tests/JiraSimulator/Schemas/check-answers.mjs"
        );
        using var node = Process.Start(
            new ProcessStartInfo("node", [script, folder])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var output = await node.StandardOutput.ReadToEndAsync();
        output += await node.StandardError.ReadToEndAsync();
        await node.WaitForExitAsync();
        Assert.SkipWhen(node.ExitCode == SomethingMissing, output);
        TestContext.Current.TestOutputHelper!.WriteLine(output);
        node.ExitCode.ShouldBe(0, output);
        return output;
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "AssetsBackup.sln")))
        {
            folder =
                folder.Parent
                ?? throw new DirectoryNotFoundException("no AssetsBackup.sln above the tests");
        }
        return folder.FullName;
    }
}
