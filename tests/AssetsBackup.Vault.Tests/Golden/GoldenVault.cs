using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

/// <summary>An entry of the golden vault as it must be read for ever.</summary>
internal sealed record GoldenEntry(
    string Group,
    string Id,
    string Key,
    string Label,
    long UpdatedUtcTicks,
    string Record,
    int Length,
    string Sha256
);

/// <summary>A root of the golden vault as it must be read for ever.</summary>
internal sealed record GoldenRoot(
    string Kind,
    Guid Id,
    int Revision,
    long CreatedUtcTicks,
    string Facts,
    SortedDictionary<string, List<GoldenEntry>> Trees
);

/// <summary>
/// How the golden vault of format 1 was made. It is a committed folder and is never made again: this is kept to tell what
/// is in it.
/// </summary>
internal static class GoldenVault
{
    internal static readonly Guid First = Id(1);
    internal static readonly Guid Second = Id(2);
    internal static readonly Guid Plan = Id(3);
    internal static readonly Guid Unfinished = Id(4);

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static readonly FakeTimeProvider GoldenClock = new(
        new DateTimeOffset(2026, 11, 25, 12, 0, 0, TimeSpan.Zero)
    );

    internal static async Task MakeAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        var key = OperatorKey.Create();
        await File.WriteAllTextAsync(Path.Combine(folder, "test-operator.key"), key.Export());
        var entries = new KeyStore(Path.Combine(folder, "keys"), key);
        var store = new MemoryBlobStore();
        using (var keys = await entries.CreateAsync(Tenant, Never))
        {
            await FirstEpochAsync(
                await TenantVault.OpenOrCreateAsync(store, keys, GoldenClock, Never)
            );
        }
        await entries.AdvanceEpochAsync(Tenant, Never);
        using (var keys = await entries.OpenAsync(Tenant, Never))
        {
            await SecondEpochAsync(
                await TenantVault.OpenOrCreateAsync(store, keys, GoldenClock, Never)
            );
            var roots = await DescribeAsync(
                await TenantVault.OpenOrCreateAsync(store, keys, GoldenClock, Never)
            );
            var json = JsonSerializer.Serialize(roots, Indented);
            await File.WriteAllTextAsync(Path.Combine(folder, "expected.json"), json + "\n");
        }
        Repository.WriteBlobs(store, Path.Combine(folder, "vault"));
    }

    /// <summary>All roots of a vault, each record by its length and hash.</summary>
    internal static async Task<List<GoldenRoot>> DescribeAsync(TenantVault vault)
    {
        var roots = new List<GoldenRoot>();
        foreach (var kind in Enum.GetValues<RootKind>())
        {
            var listed = await vault.ListAsync(kind, Never).ToListAsync();
            foreach (var root in listed.OrderBy(root => root.Id))
            {
                var reader = await vault.OpenRootAsync(kind, root.Id, Never);
                var trees = new SortedDictionary<string, List<GoldenEntry>>(StringComparer.Ordinal);
                foreach (var tree in root.Trees.Keys)
                {
                    trees[tree] = await reader
                        .ReadAsync(tree, group: null, Never)
                        .Select(item => Describe(item.Entry, item.Content.Span))
                        .ToListAsync();
                }
                roots.Add(
                    new GoldenRoot(
                        $"{kind}",
                        root.Id,
                        root.Revision,
                        root.CreatedAt.UtcTicks,
                        System.Text.Encoding.UTF8.GetString(root.Facts.Span),
                        trees
                    )
                );
            }
        }
        return roots;
    }

    private static GoldenEntry Describe(TreeEntry entry, ReadOnlySpan<byte> content) =>
        new(
            entry.Group,
            entry.Id,
            entry.Key,
            entry.Label,
            entry.UpdatedUtcTicks,
            $"{entry.Record}",
            content.Length,
            Convert.ToHexStringLower(SHA256.HashData(content))
        );

    /// <summary>Two snapshots, the second from the first, and a root that is deleted and condemned.</summary>
    private static async Task FirstEpochAsync(TenantVault vault)
    {
        RootRecord first;
        await using (var writer = await vault.BeginAsync(RootKind.Snapshot, First, Never))
        {
            await StageAsync(writer, Objects(1, 150));
            await writer.CheckpointAsync(Never);
            await writer.StageAsync("odd", [.. await OddAsync(writer)], Never);
            await writer.StageAsync("empty", [], Never);
            first = await writer.CommitAsync(Bytes("""{"schema":"ITSM","n":1.50}"""), Never);
        }
        GoldenClock.Advance(TimeSpan.FromHours(2));
        var start = new WriterStart(RootKind.Snapshot, Second) { From = first.Trees };
        await using (var writer = await vault.WriteAsync(start, Never))
        {
            await StageAsync(writer, Objects(140, 20, "changed"));
            await writer.StageAsync("objects", [TreeEntry.Removed("2", "100")], Never);
            await writer.CommitAsync(Bytes("{}"), Never);
        }
        await BackupAsync(vault, Id(9), Objects(900, 2));
        await vault.DeleteAsync(RootKind.Snapshot, Id(9), Never);
        await vault.PruneAsync(PruneMargins.Default, Never);
    }

    /// <summary>A revision with content in chunks, a plan, an annotation and an unfinished run.</summary>
    private static async Task SecondEpochAsync(TenantVault vault)
    {
        var first = (await vault.OpenRootAsync(RootKind.Snapshot, First, Never)).Record;
        var image = new byte[(2 << 20) + 1234];
        image[^1] = 7;
        await ReviseAsync(
            vault,
            WriterStart.NextRevision(first),
            "icons",
            [("icons", "1", image), ("icons", "2", Bytes("<svg/>"))]
        );
        await BackupAsync(vault, Plan, Objects(500, 12), RootKind.Plan);
        var said = new RootAnnotation("Zürich, vor dem Umzug", IsPinned: true);
        await vault.AnnotateAsync(RootKind.Snapshot, First, said, Never);
        await using var killed = await vault.BeginAsync(RootKind.Snapshot, Unfinished, Never);
        await StageAsync(killed, Objects(700, 5));
        await killed.CheckpointAsync(Never);
        await StageAsync(killed, Objects(705, 5));
        await killed.StageAsync("objects", [TreeEntry.Removed("2", "700")], Never);
        await killed.CheckpointAsync(Never);
    }

    private static async Task<List<TreeEntry>> OddAsync(RootWriter writer)
    {
        var record = await writer.AddRecordAsync(ReadOnlyMemory<byte>.Empty, Never);
        return
        [
            new TreeEntry("", "", "", "", 0, record),
            new TreeEntry("7", "007", "ITSM-7", "日本語 👩‍👩‍👧", 639_000_000_000_000_000, record),
            new TreeEntry("7", "7", new string('k', 1024), "\u0000\u202E", -1, record),
            new TreeEntry("é", "99999999999999999999", "", "e\u0301", long.MinValue, record),
        ];
    }
}
