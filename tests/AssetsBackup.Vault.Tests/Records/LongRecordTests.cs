using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

/// <summary>Content from streams, and content read in pieces.</summary>
public sealed class LongRecordTests
{
    private const int MiB = 1 << 20;

    public static TheoryData<int> Sizes =>
        [0, 1, MiB - 1, MiB, MiB + 1, (2 * MiB) - 1, 2 * MiB, (3 * MiB) + 5];

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task A_stream_gives_the_id_of_its_bytes_and_is_stored_once(int size)
    {
        var content = Noise(size);
        var vault = await OpenAsync(new MemoryBlobStore());
        await using var writer = await vault.BeginAsync(RootKind.Snapshot, Id(1), Never);

        var streamed = await writer.AddRecordAsync(new SlowStream(content), Never);
        var added = writer.Statistics.RecordsAdded;
        var whole = await writer.AddRecordAsync(content, Never);

        whole.ShouldBe(streamed);
        writer.Statistics.RecordsAdded.ShouldBe(added);
        added.ShouldBe(size <= MiB ? 1 : ((size + MiB - 1) / MiB) + 1);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task A_stream_of_bytes_that_are_there_already_adds_nothing(int size)
    {
        var content = Noise(size);
        var store = new MemoryBlobStore();
        await BackupAsync(await OpenAsync(store), Id(1), [("icons", "1", content)]);

        await using var writer = await (await OpenAsync(store)).BeginAsync(
            RootKind.Snapshot,
            Id(2),
            Never
        );
        await writer.AddRecordAsync(new SlowStream(content), Never);

        writer.Statistics.RecordsAdded.ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task A_streamed_record_is_read_whole_and_in_pieces(int size)
    {
        var content = Noise(size);
        var store = new MemoryBlobStore();
        var record = await WriteAsync(store, new SlowStream(content));
        var reader = await (await OpenAsync(store)).OpenRootAsync(RootKind.Snapshot, Id(1), Never);

        var pieces = await reader.ReadPiecesAsync(record, Never).ToListAsync();

        pieces.ShouldAllBe(piece => piece.Length <= MiB);
        pieces.Count.ShouldBe(Math.Max((size + MiB - 1) / MiB, 1));
        pieces.SelectMany(piece => piece.ToArray()).SequenceEqual(content).ShouldBeTrue();
        (await reader.ReadRecordAsync(record, Never))
            .AsSpan()
            .SequenceEqual(content)
            .ShouldBeTrue();
        await ShouldBeSoundAsync(store);
    }

    [Fact]
    public async Task A_damaged_chunk_ends_the_reading_by_name_after_the_pieces_before_it()
    {
        var content = Noise((3 * MiB) + 5);
        var sound = new MemoryBlobStore();
        var record = await WriteAsync(sound, new SlowStream(content));
        var piecesRead = new List<int>();
        foreach (var pack in sound.Names("packs/"))
        {
            var store = sound.Copy();
            store.Blobs[pack][^1] ^= 1;
            var vault = await OpenAsync(store);
            var report = await vault.VerifyAsync(VerifyScope.All, readData: true, null, Never);
            report.Findings.ShouldHaveSingleItem().Blob.ShouldBe(pack);
            report.Findings[0].AffectedCount.ShouldBe(1);
            var pieces = 0;
            var reader = await vault.OpenRootAsync(RootKind.Snapshot, Id(1), Never);

            try
            {
                await foreach (var piece in reader.ReadPiecesAsync(record, Never))
                {
                    piece
                        .Span.SequenceEqual(content.AsSpan(pieces++ * MiB, piece.Length))
                        .ShouldBeTrue();
                }
                pieces.ShouldBe(4);
            }
            catch (VaultDamagedException e)
            {
                e.Blob.ShouldBe(pack);
            }
            piecesRead.Add(pieces);
        }
        // A chunk each, the last one with the list; and the pages, without which the record is read all the same.
        piecesRead.Order().ShouldBe([0, 0, 1, 2, 4]);
    }

    [Fact]
    public async Task A_stream_that_fails_adds_no_record()
    {
        var vault = await OpenAsync(new MemoryBlobStore());
        await using var writer = await vault.BeginAsync(RootKind.Snapshot, Id(1), Never);
        var content = Noise(3 * MiB);

        await Should.ThrowAsync<EndOfStreamException>(async () =>
            await writer.AddRecordAsync(new SlowStream(content) { FailsAt = 2 * MiB }, Never)
        );

        var record = await writer.AddRecordAsync(new SlowStream(content), Never);
        await writer.StageAsync("icons", [new TreeEntry("1", "1", "", "", 0, record)], Never);
        await writer.CommitAsync(Bytes("{}"), Never);
        var reader = await vault.OpenRootAsync(RootKind.Snapshot, Id(1), Never);
        (await reader.ReadRecordAsync(record, Never))
            .AsSpan()
            .SequenceEqual(content)
            .ShouldBeTrue();
    }

    private static async Task<RecordId> WriteAsync(IBlobStore store, Stream content)
    {
        var vault = await OpenAsync(store);
        await using var writer = await vault.BeginAsync(RootKind.Snapshot, Id(1), Never);
        var record = await writer.AddRecordAsync(content, Never);
        await writer.StageAsync("icons", [new TreeEntry("1", "1", "", "", 0, record)], Never);
        await writer.CommitAsync(Bytes("{}"), Never);
        return record;
    }

    /// <summary>Gives a few bytes at a time, as a network does.</summary>
    private sealed class SlowStream(byte[] content) : MemoryStream(content)
    {
        internal long FailsAt { get; init; } = long.MaxValue;

        public override ValueTask<int> ReadAsync(
            Memory<byte> buffer,
            CancellationToken cancellationToken = default
        ) =>
            Position >= FailsAt
                ? throw new EndOfStreamException("The other side hung up")
                : base.ReadAsync(buffer[..Math.Min(buffer.Length, 70_001)], cancellationToken);
    }
}
