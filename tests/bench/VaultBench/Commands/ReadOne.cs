using System.Diagnostics;
using System.Globalization;
using AssetsBackup.Vault;
using VaultBench.Corpus;

namespace VaultBench.Commands;

/// <summary>Finds and reads one object in a vault that this process has just opened, the first thing that it does with it.</summary>
internal static class ReadOne
{
    internal static async Task<Figures> RunAsync(string folder, int generation, int number)
    {
        var started = Stopwatch.GetTimestamp();
        var vault = await BenchVault.OpenAsync(folder);
        var openMs = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        started = Stopwatch.GetTimestamp();
        var root = await vault.OpenRootAsync(
            RootKind.Snapshot,
            BenchVault.Snapshot(generation),
            CancellationToken.None
        );
        var id = (CorpusObject.FirstId + number).ToString(CultureInfo.InvariantCulture);
        var entry = await root.FindAsync(
            BenchVault.Tree,
            ObjectType.Of(number).Id,
            id,
            CancellationToken.None
        );
        var content = await root.ReadRecordAsync(entry!.Record, CancellationToken.None);
        var readMs = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        if (!content.AsSpan().SequenceEqual(CorpusObject.At(number, generation).Content.Span))
            throw new InvalidOperationException($"Object {id} was read with other content");
        return new Figures { ["openMs"] = openMs, ["readMs"] = readMs };
    }
}
