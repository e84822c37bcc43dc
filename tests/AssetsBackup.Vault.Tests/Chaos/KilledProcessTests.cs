using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using VaultVictim;
using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

/// <summary>
/// A real process that works on a real directory is killed at random moments of its runs: thrice in an ordinary run, 200 times in
/// <c>make chaos</c>. A manifest outside the vault says what must be there.
/// </summary>
public sealed class KilledProcessTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("vault-chaos-").FullName;
    private readonly VictimFolder folder;
    private readonly Random random = new(20261123);
    private readonly SortedDictionary<string, int> hits = new(StringComparer.Ordinal);

    private enum State
    {
        /// <summary>What was begun last may be there or not.</summary>
        AfterAKill,

        /// <summary>What was committed or deleted since the last pass may be missing or there still.</summary>
        OlderCopy,

        /// <summary>All that was begun has come to its end.</summary>
        Recovered,

        /// <summary>As <see cref="Recovered"/>; a copy keeps what was deleted in its source between two passes.</summary>
        RecoveredCopy,
    }

    public KilledProcessTests() => folder = new VictimFolder(root);

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public async Task A_process_killed_at_any_moment_leaves_every_committed_snapshot_whole()
    {
        var kills = Number("ASSETSBACKUP_KILLS", 3);
        var time = Stopwatch.StartNew();
        await folder.CreateAsync(Never);
        var killed = 0;
        while (hits.Values.Sum() < kills)
        {
            // Now and then one falls between two runs; what it leaves is looked at all the same.
            (++killed).ShouldBeLessThanOrEqualTo(kills + 2 + (kills / 10));
            var run = await KillAsync(seed: killed);
            if (run is not null)
                hits[run] = hits.GetValueOrDefault(run) + 1;
            await ShouldBeWholeAsync(folder.Vault, State.AfterAKill);
            await ShouldBeWholeAsync(folder.Copy, State.OlderCopy);
            await (await Victim.OpenAsync(folder, Never)).RecoverAsync(Never);
            await ShouldBeWholeAsync(folder.Vault, State.Recovered);
            await ShouldBeWholeAsync(folder.Copy, State.RecoveredCopy);
        }
        await TellAsync(killed, time.Elapsed);
    }

    /// <returns>The run that was hit; null when the process was between two.</returns>
    private async Task<string?> KillAsync(int seed)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "VaultVictim.dll"));
        start.ArgumentList.Add(root);
        start.ArgumentList.Add($"{seed}");
        using var process = Process.Start(start).ShouldNotBeNull();
        var last = await process.StandardOutput.ReadLineAsync(Never);
        last.ShouldNotBeNull("the victim died by itself");
        var moment = TimeSpan.FromMilliseconds(random.Next(1500));
        await Task.Delay(moment, TimeProvider.System, Never);
        process.HasExited.ShouldBeFalse("the victim died by itself");
        process.Kill();
        while (await process.StandardOutput.ReadLineAsync(Never) is { } line)
            last = line;
        await process.WaitForExitAsync(Never);
        return last.StartsWith("run ", StringComparison.Ordinal) ? last[4..] : null;
    }

    private async Task ShouldBeWholeAsync(IBlobStore store, State state)
    {
        if (!await store.ListAsync("", Never).AnyAsync())
            return;
        using var keys = await folder.OpenKeysAsync(Never);
        var vault = await TenantVault.OpenAsync(store, keys, Clock, Never);
        var report = await vault.VerifyAsync(VerifyScope.All, readData: true, null, Never);
        report.Findings.ShouldBeEmpty();
        var expected = folder.Manifest.Read();
        var found = await vault.ListAsync(RootKind.Snapshot, Never).ToListAsync();
        if (state is State.Recovered or State.RecoveredCopy)
        {
            expected.Values.ShouldAllBe(snapshot => snapshot.Committed == snapshot.Begun.Count);
            var ids = found.Select(record => record.Id).ToList();
            expected.Keys.Select(Victim.Id).ShouldBeSubsetOf(ids);
            if (state == State.Recovered)
                ids.Count.ShouldBe(expected.Count);
        }
        foreach (var snapshot in expected.Values)
        {
            var record = found.Find(record => record.Id == Victim.Id(snapshot.Id));
            var isOwed = snapshot.Committed > 0 && !snapshot.IsBeingDeleted;
            (record is not null || !isOwed || state == State.OlderCopy).ShouldBeTrue(
                $"snapshot {snapshot.Id} is gone"
            );
            if (record is not null)
            {
                record.Revision.ShouldBeLessThanOrEqualTo(snapshot.Begun.Count);
                (record.Revision >= snapshot.Committed || state == State.OlderCopy).ShouldBeTrue();
                await ShouldEqualAsync(vault, record, snapshot);
            }
        }
    }

    private static async Task ShouldEqualAsync(
        TenantVault vault,
        RootRecord record,
        ManifestSnapshot snapshot
    )
    {
        await ShouldEqualAsync(vault, record.Id, "objects", VictimContent.At(snapshot.Begun[0]));
        // Later revisions lie over one another in a tree of their own.
        var avatars = new Dictionary<int, byte[]>();
        foreach (var step in snapshot.Begun.Take(record.Revision).Skip(1))
        {
            foreach (var (number, content) in VictimContent.At(step))
                avatars[number] = content;
        }
        if (avatars.Count > 0)
        {
            var items = avatars.Select(item => (item.Key, item.Value));
            await ShouldEqualAsync(vault, record.Id, "avatars", items);
        }
    }

    private static Task ShouldEqualAsync(
        TenantVault vault,
        Guid id,
        string tree,
        IEnumerable<(int Number, byte[] Content)> items
    ) =>
        ShouldHoldAsync(
            vault,
            id,
            [.. items.Select(item => ("1", $"{item.Number}", item.Content))],
            tree
        );

    private async Task TellAsync(int kills, TimeSpan time)
    {
        if (Environment.GetEnvironmentVariable("ASSETSBACKUP_CHAOS_RESULT") is { } path)
        {
            var result = new
            {
                kills,
                hitARun = hits.Values.Sum(),
                hits,
                seconds = (int)time.TotalSeconds,
                checks = 4 * kills,
            };
            await File.WriteAllTextAsync(path, JsonSerializer.Serialize(result) + "\n", Never);
        }
    }

    private static int Number(string variable, int otherwise) =>
        int.Parse(
            Environment.GetEnvironmentVariable(variable) ?? $"{otherwise}",
            CultureInfo.InvariantCulture
        );
}
