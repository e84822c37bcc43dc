// One thing to be measured a process, so that each has its own start, its own memory and its own peak. Prints one JSON line.
using System.Diagnostics;
using System.Globalization;
using AssetsBackup.Vault;
using VaultBench;
using VaultBench.Commands;
using VaultBench.Corpus;

const string Usage = """
    corpus <folder> <objects> <generation>           the world of a generation, as files and as streams
    backup <vault> <generation> <stream>             all objects of a stream
    changed <vault> <generation> <stream>            the changed objects of a stream, over the snapshot before
    generated <vault> <generation> <objects>         objects made while they are backed up
    floor <stream>                                   the least that has to be done with a stream
    diff <vault> <generation> <generation>           entries that differ between two snapshots
    read-one <vault> <generation> <number>           one object
    grow <vault> <records>                           a vault with a large index
    open <vault>                                     opens a vault, and no more
    """;

var result = args switch
{
    ["corpus", var folder, var objects, var generation] => WriteCorpus.Run(
        folder,
        Number(objects),
        Number(generation)
    ),
    ["backup", var vault, var generation, var stream] => await BackUpAsync(
        vault,
        Number(generation),
        ObjectFile.Read(stream)
    ),
    ["generated", var vault, var generation, var objects] => await BackUpAsync(
        vault,
        Number(generation),
        CorpusObject.All(Number(objects), Number(generation))
    ),
    ["changed", var vault, var generation, var stream] => await BackUpChangedAsync(
        vault,
        Number(generation),
        ObjectFile.Read(stream)
    ),
    ["floor", var stream] => await new Floor().RunAsync(ObjectFile.Read(stream)),
    ["diff", var vault, var older, var newer] => await DiffAsync(
        vault,
        Number(older),
        Number(newer)
    ),
    ["read-one", var vault, var generation, var number] => await ReadOne.RunAsync(
        vault,
        Number(generation),
        Number(number)
    ),
    ["grow", var vault, var records] => await new GrowVault(
        await BenchVault.OpenAsync(vault)
    ).RunAsync(Number(records)),
    ["open", var vault] => await OpenAsync(vault),
    _ => throw new InvalidOperationException(Usage),
};
Console.WriteLine(result.ToJson());

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

static async Task<Figures> BackUpAsync(
    string folder,
    int generation,
    IEnumerable<CorpusObject> objects
)
{
    var vault = await BenchVault.OpenAsync(folder);
    await using var writer = await vault.BeginAsync(
        RootKind.Snapshot,
        BenchVault.Snapshot(generation),
        CancellationToken.None
    );
    return await BackUp.RunAsync(writer, objects);
}

static async Task<Figures> BackUpChangedAsync(
    string folder,
    int generation,
    IEnumerable<CorpusObject> objects
)
{
    var vault = await BenchVault.OpenAsync(folder);
    var before = await vault.OpenRootAsync(
        RootKind.Snapshot,
        BenchVault.Snapshot(generation - 1),
        CancellationToken.None
    );
    await using var writer = await vault.WriteAsync(
        new WriterStart(RootKind.Snapshot, BenchVault.Snapshot(generation))
        {
            From = before.Record.Trees,
        },
        CancellationToken.None
    );
    return await BackUp.RunAsync(writer, objects);
}

static async Task<Figures> DiffAsync(string folder, int older, int newer)
{
    var vault = await BenchVault.OpenAsync(folder);
    var started = Stopwatch.GetTimestamp();
    var before = await vault.OpenRootAsync(
        RootKind.Snapshot,
        BenchVault.Snapshot(older),
        CancellationToken.None
    );
    var after = await vault.OpenRootAsync(
        RootKind.Snapshot,
        BenchVault.Snapshot(newer),
        CancellationToken.None
    );
    var differences = await after
        .DifferencesFromAsync(before.Record, BenchVault.Tree, CancellationToken.None)
        .CountAsync();
    return new Figures
    {
        ["differences"] = differences,
        ["seconds"] = Stopwatch.GetElapsedTime(started).TotalSeconds,
    };
}

static async Task<Figures> OpenAsync(string folder)
{
    var started = Stopwatch.GetTimestamp();
    await BenchVault.OpenAsync(folder);
    return new Figures { ["seconds"] = Stopwatch.GetElapsedTime(started).TotalSeconds };
}
