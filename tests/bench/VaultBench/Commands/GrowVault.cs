using System.Buffers.Binary;
using AssetsBackup.Vault;

namespace VaultBench.Commands;

/// <summary>
/// Makes a vault whose index is as large as after a year: a first backup with a fifth of the records, and 365 more that add
/// the rest in equal parts. A checkpoint every 500 records, two packs and an index each, as objects of 3.8 kB would make.
/// The records themselves are tiny: opening a vault does not read them.
/// </summary>
internal sealed class GrowVault(TenantVault vault)
{
    private const int Days = 365;
    private const int WritersAtOnce = 4;
    private const int RecordsPerCheckpoint = BackUp.ObjectsPerCheckpoint;

    internal async Task<Figures> RunAsync(int records)
    {
        var first = records / 5;
        var daily = (records - first) / Days;
        await WriteAsync(day: 0, first);
        await Parallel.ForEachAsync(
            Enumerable.Range(1, Days),
            new ParallelOptions { MaxDegreeOfParallelism = WritersAtOnce },
            async (day, _) => await WriteAsync(day, daily)
        );
        return new Figures { ["records"] = first + (daily * Days) };
    }

    private async Task WriteAsync(int day, int records)
    {
        await using var writer = await vault.BeginAsync(
            RootKind.Snapshot,
            BenchVault.Snapshot(day),
            CancellationToken.None
        );
        // The last record of a checkpoint fills a pack alone; it is zeros, which take next to nothing.
        var (tiny, filler) = (new byte[12], new byte[1 << 20]);
        for (var i = 1; i <= records; i++)
        {
            var record = i % RecordsPerCheckpoint == 0 ? filler : tiny;
            BinaryPrimitives.WriteInt32LittleEndian(record, day);
            BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(4), i);
            await writer.AddRecordAsync(record, CancellationToken.None);
            if (i % RecordsPerCheckpoint == 0)
                await writer.CheckpointAsync(CancellationToken.None);
        }
        await writer.StageAsync(BenchVault.Tree, [], CancellationToken.None);
        await writer.CommitAsync("{}"u8.ToArray(), CancellationToken.None);
    }
}
