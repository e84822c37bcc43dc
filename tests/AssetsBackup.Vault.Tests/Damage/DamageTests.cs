using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

/// <summary>Every blob of a small vault is damaged in every way: found, named, and the rest stays readable.</summary>
public sealed class DamageTests
{
    private static readonly (string Group, string Id, byte[] Content)[] Items =
    [
        .. Enumerable.Range(1, 40).Select(number => Object(number)),
        ("9", "1", new byte[3_000_000]),
    ];

    public static TheoryData<string, Func<byte[], byte[]>> Changes =>
        new()
        {
            { "a flipped first bit", blob => Flipped(blob, 0) },
            { "another version", blob => [.. blob[..4], 0, .. blob[5..]] },
            { "another kind", blob => Flipped(blob, 5) },
            { "another epoch", blob => Flipped(blob, 6) },
            { "a flipped bit of the id", blob => Flipped(blob, 12) },
            { "a flipped bit of the nonce", blob => Flipped(blob, 30) },
            { "a flipped bit in the middle", blob => Flipped(blob, blob.Length / 2) },
            { "a flipped last bit", blob => Flipped(blob, blob.Length - 1) },
            { "a missing last byte", blob => blob[..^1] },
            { "a missing half", blob => blob[..(blob.Length / 2)] },
            { "no bytes at all", _ => [] },
            { "a byte too many", blob => [.. blob, 0] },
        };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_changed_blob_is_named_and_what_does_not_need_it_is_read(
        string what,
        Func<byte[], byte[]> change
    )
    {
        var sound = await VaultAsync();
        foreach (var name in sound.Blobs.Keys)
        {
            var store = sound.Copy();
            store.Blobs[name] = change(store.Blobs[name]);

            await ShouldBeNamedAsync(store, name, what);
        }
    }

    [Fact]
    public async Task A_swapped_blob_is_named()
    {
        var sound = await VaultAsync();
        var names = sound.Blobs.Keys.Order(StringComparer.Ordinal).ToArray();
        for (var i = 0; i < names.Length; i++)
        {
            var store = sound.Copy();
            store.Blobs[names[i]] = sound.Blobs[names[(i + 1) % names.Length]];

            await ShouldBeNamedAsync(store, names[i], "another blob's bytes");
        }
    }

    [Fact]
    public async Task A_missing_pack_is_named_without_reading_data()
    {
        var sound = await VaultAsync();
        foreach (var pack in Named(sound, "packs/"))
        {
            var store = sound.Copy();
            store.Blobs.TryRemove(pack, out _);

            var report = await (await OpenAsync(store)).VerifyAsync(
                VerifyScope.All,
                readData: false,
                null,
                Never
            );

            var finding = report.Findings.ShouldHaveSingleItem();
            finding.Blob.ShouldBe(pack);
            finding.Problem.ShouldBe(VerifyProblem.Missing);
            finding.AffectedCount.ShouldBeGreaterThan(0);
        }
    }

    [Fact]
    public async Task A_missing_index_is_told_by_the_entries_that_need_it()
    {
        var sound = await VaultAsync();
        var affected = new List<long>();
        foreach (var index in Named(sound, "index/"))
        {
            var store = sound.Copy();
            store.Blobs.TryRemove(index, out _);

            var report = await (await OpenAsync(store)).VerifyAsync(
                VerifyScope.All,
                readData: false,
                null,
                Never
            );

            var finding = report.Findings.ShouldHaveSingleItem();
            finding.Blob.ShouldBe("index");
            finding.Problem.ShouldBe(VerifyProblem.NotIndexed);
            affected.Add(finding.AffectedCount);
            report.UnindexedPacks.ShouldBeGreaterThan(0);
        }
        // One index has the records of every entry; the other the pages, without which the tree counts as one.
        affected.ShouldBe([1, Items.Length], ignoreOrder: true);
    }

    [Fact]
    public async Task A_damaged_revision_is_named_though_the_one_below_it_is_read()
    {
        var store = await VaultAsync();
        var vault = await OpenAsync(store);
        var first = (await vault.OpenRootAsync(RootKind.Snapshot, Id(1), Never)).Record;
        await ReviseAsync(vault, WriterStart.NextRevision(first), "avatars", Objects(500, 3));
        var damaged = $"snapshots/{Id(1):N}/{first.Revision + 1}";
        store.Blobs[damaged][^1] ^= 1;

        var report = await vault.VerifyAsync(
            VerifyScope.One(RootKind.Snapshot, Id(1)),
            readData: false,
            null,
            Never
        );

        report.Findings.ShouldHaveSingleItem().Blob.ShouldBe(damaged);
        (await vault.OpenRootAsync(RootKind.Snapshot, Id(1), Never)).Record.Revision.ShouldBe(
            first.Revision
        );
    }

    [Fact]
    public async Task A_missing_root_is_named_when_it_is_asked_for()
    {
        var vault = await OpenAsync(await VaultAsync());

        var report = await vault.VerifyAsync(
            VerifyScope.One(RootKind.Snapshot, Id(5)),
            readData: true,
            null,
            Never
        );

        var finding = report.Findings.ShouldHaveSingleItem();
        finding.Blob.ShouldBe($"snapshots/{Id(5):N}/1");
        finding.Problem.ShouldBe(VerifyProblem.Missing);
    }

    [Fact]
    public async Task A_missing_vault_blob_keeps_a_store_that_is_not_empty_from_being_opened()
    {
        var store = await VaultAsync();
        var vault = await OpenAsync(store);
        store.Blobs.TryRemove("vault", out _);

        await Should.ThrowAsync<VaultDamagedException>(() => OpenAsync(store));

        var report = await vault.VerifyAsync(VerifyScope.All, readData: false, null, Never);
        report.Findings.ShouldHaveSingleItem().Blob.ShouldBe("vault");
    }

    [Fact]
    public async Task A_damaged_progress_part_is_named_and_not_resumed_from()
    {
        var store = new MemoryBlobStore();
        await using (
            var writer = await (await OpenAsync(store)).BeginAsync(RootKind.Snapshot, Id(1), Never)
        )
        {
            await StageAsync(writer, Items);
            await writer.CheckpointAsync(Never);
        }
        var part = Named(store, "progress/").ShouldHaveSingleItem();
        store.Blobs[part] = Flipped(store.Blobs[part], 60);
        var vault = await OpenAsync(store);

        var report = await vault.VerifyAsync(VerifyScope.All, readData: false, null, Never);

        report.Findings.ShouldHaveSingleItem().Blob.ShouldBe(part);
        var thrown = await Should.ThrowAsync<VaultDamagedException>(() =>
            vault.WriteAsync(At(1, 1), Never)
        );
        thrown.Blob.ShouldBe(part);
    }

    private static async Task<MemoryBlobStore> VaultAsync()
    {
        var store = new MemoryBlobStore();
        var vault = await OpenAsync(store);
        await BackupAsync(vault, Id(1), Items);
        await BackupAsync(vault, Id(2), [Object(500)]);
        return store;
    }

    private static async Task ShouldBeNamedAsync(MemoryBlobStore store, string name, string what)
    {
        if (name == "vault")
        {
            await Should.ThrowAsync<VaultException>(() => OpenAsync(store), what);
            return;
        }
        var vault = await OpenAsync(store);

        var report = await vault.VerifyAsync(VerifyScope.All, readData: true, null, Never);

        var finding = report
            .Findings.Where(finding => finding.Blob == name)
            .ShouldHaveSingleItem($"{name}: {what}");
        if (name.StartsWith("packs/", StringComparison.Ordinal))
            finding.AffectedCount.ShouldBeGreaterThan(0);
        await ShouldReadTheRestAsync(vault, report);
    }

    /// <summary>Entries are read as they were exactly when no finding names them.</summary>
    private static async Task ShouldReadTheRestAsync(TenantVault vault, VerifyReport report)
    {
        var affected = report
            .Findings.SelectMany(finding => finding.Affected)
            .ToLookup(entry => entry.Root);
        var expected = new[] { (Id(1), Items), (Id(2), [Object(500)]) };
        foreach (var (root, items) in expected)
        {
            if (
                report.Findings.Any(finding =>
                    finding.Blob.Contains(root.ToString("N"), StringComparison.Ordinal)
                )
            )
            {
                continue;
            }
            var lost = affected[root].Select(entry => (entry.Group, entry.Id)).ToHashSet();
            var pageLost = report
                .Findings.SelectMany(finding => finding.Affected)
                .Any(entry => entry.Root == root && entry.Key.Length == 0);
            if (pageLost)
                continue;
            var reader = await vault.OpenRootAsync(RootKind.Snapshot, root, Never);
            foreach (var (group, id, content) in items)
            {
                var entry = (await reader.FindAsync("objects", group, id, Never)).ShouldNotBeNull();
                if (lost.Contains((group, id)))
                {
                    await Should.ThrowAsync<VaultException>(async () =>
                        await reader.ReadRecordAsync(entry.Record, Never)
                    );
                }
                else
                {
                    (await reader.ReadRecordAsync(entry.Record, Never))
                        .AsSpan()
                        .SequenceEqual(content)
                        .ShouldBeTrue();
                }
            }
        }
    }

    private static byte[] Flipped(byte[] blob, int position)
    {
        var changed = blob.ToArray();
        changed[position] ^= 1;
        return changed;
    }

    private static string[] Named(MemoryBlobStore store, string prefix) =>
        [.. store.Blobs.Keys.Where(name => name.StartsWith(prefix, StringComparison.Ordinal))];
}
