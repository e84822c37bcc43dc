using System.Diagnostics;
using System.Text.RegularExpressions;
using VaultVictim;
using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

/// <summary>
/// What a loss of power would leave: the calls of a real process are recorded, and every file must be synced before it has its
/// name, and every name before a root is put that may need it.
/// </summary>
public sealed partial class DurableOrderTests : IDisposable
{
    private const int Runs = 8;
    private readonly string root = Directory.CreateTempSubdirectory("vault-order-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public async Task Bytes_are_synced_before_their_name_and_names_before_the_root_that_may_need_them()
    {
        await new VictimFolder(root).CreateAsync(Never);
        var calls = Parse(await RecordAsync());
        var syncs = calls.Where(call => call.Name == "fsync").ToList();
        var links = calls.Where(call => call.Name == "link").ToList();
        links.Count.ShouldBeGreaterThan(20);

        foreach (var link in links)
            syncs.ShouldContain(
                sync => sync.Path == link.Path && sync.End < link.Begin,
                $"{link.Target} has its name before its bytes are on the disk"
            );
        var roots = links.Where(link => link.Target.Contains("/snapshots/")).ToList();
        roots.Count.ShouldBeGreaterThan(2);
        foreach (var put in roots)
        foreach (var earlier in links.Where(link => link.End < put.Begin && MayNeed(put, link)))
            syncs.ShouldContain(
                sync =>
                    sync.Path == Path.GetDirectoryName(earlier.Target)
                    && sync.Begin > earlier.End
                    && sync.End < put.Begin,
                $"{put.Target} is put before the name of {earlier.Target} is on the disk"
            );
    }

    /// <summary>Packs and indexes of its own store; roots need no other root.</summary>
    private static bool MayNeed(Call root, Call other)
    {
        var store = root.Target[..root.Target.IndexOf("snapshots/", StringComparison.Ordinal)];
        return other.Target.StartsWith($"{store}packs/", StringComparison.Ordinal)
            || other.Target.StartsWith($"{store}index/", StringComparison.Ordinal);
    }

    /// <returns>The lines that strace wrote of a victim that was killed after so many runs.</returns>
    private async Task<string[]> RecordAsync()
    {
        var trace = Path.Combine(root, "trace");
        string[] arguments =
        [
            .. new[] { "-f", "-qq", "-y", "-e", "trace=fsync,link,linkat", "-o", trace },
            "dotnet",
            Path.Combine(AppContext.BaseDirectory, "VaultVictim.dll"),
            root,
            "1",
        ];
        using var strace = Process.Start(
            new ProcessStartInfo("strace", arguments)
            {
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;
        for (var ended = 0; ended < Runs; )
        {
            var line = await strace.StandardOutput.ReadLineAsync(Never);
            line.ShouldNotBeNull("the victim died by itself");
            ended += line.StartsWith("end ", StringComparison.Ordinal) ? 1 : 0;
        }
        var victim = await File.ReadAllTextAsync(
            $"/proc/{strace.Id}/task/{strace.Id}/children",
            Never
        );
        Process.GetProcessById(int.Parse(victim)).Kill();
        await strace.WaitForExitAsync(Never);
        return await File.ReadAllLinesAsync(trace, Never);
    }

    /// <summary>Calls that succeeded, by the lines on which they began and ended.</summary>
    private static List<Call> Parse(string[] lines)
    {
        var calls = new List<Call>();
        var begun = new Dictionary<string, (int Line, string Text)>();
        for (var number = 0; number < lines.Length; number++)
        {
            var parts = lines[number].Split(' ', 2, StringSplitOptions.TrimEntries);
            var (thread, text, begin) = (parts[0], parts[1], number);
            if (text.EndsWith("<unfinished ...>", StringComparison.Ordinal))
            {
                begun[thread] = (number, text[..^"<unfinished ...>".Length]);
                continue;
            }
            if (Resumed().Match(text) is { Success: true } resumed)
                (begin, text) = (begun[thread].Line, begun[thread].Text + text[resumed.Length..]);
            if (Sync().Match(text) is { Success: true } sync)
                calls.Add(new Call("fsync", sync.Groups["path"].Value, "", begin, number));
            else if (Link().Match(text) is { Success: true } link)
                calls.Add(
                    new Call(
                        "link",
                        link.Groups["from"].Value,
                        link.Groups["to"].Value,
                        begin,
                        number
                    )
                );
        }
        return calls;
    }

    [GeneratedRegex(@"^<\.\.\. \w+ resumed>", RegexOptions.None, 1000)]
    private static partial Regex Resumed();

    [GeneratedRegex(@"^fsync\(\d+<(?<path>[^>]+)>\s*\)\s*= 0", RegexOptions.None, 1000)]
    private static partial Regex Sync();

    [GeneratedRegex(
        @"^link(?:at)?\((?:AT_FDCWD<[^>]*>, )?""(?<from>[^""]+)"", (?:AT_FDCWD<[^>]*>, )?""(?<to>[^""]+)""[^)]*\)\s*= 0",
        RegexOptions.None,
        1000
    )]
    private static partial Regex Link();

    private sealed record Call(string Name, string Path, string Target, int Begin, int End);
}
