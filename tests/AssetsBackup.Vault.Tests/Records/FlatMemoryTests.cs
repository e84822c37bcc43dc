using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

/// <summary>Runs alone, as the heap that it measures is that of the whole process.</summary>
[CollectionDefinition(nameof(MeasuresMemory), DisableParallelization = true)]
public sealed class MeasuresMemory;

[Collection(nameof(MeasuresMemory))]
public sealed class FlatMemoryTests : IDisposable
{
    private const int Length = 100_000_000;
    private const long Most = 40L << 20;

    private readonly string directory = Directory.CreateTempSubdirectory("vault-tests-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public async Task A_hundred_megabytes_pass_through_without_lying_in_memory()
    {
        var vault = await OpenAsync(new DirectoryBlobStore(directory, Tenant));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        RecordId record;
        var content = new GeneratedStream(Length);
        await using (var writer = await vault.BeginAsync(RootKind.Snapshot, Id(1), Never))
        {
            record = await writer.AddRecordAsync(content, Never);
            await writer.StageAsync("icons", [new TreeEntry("1", "1", "", "", 0, record)], Never);
            await writer.CommitAsync(Bytes("{}"), Never);
        }
        content.MostLive.ShouldBeGreaterThan(0);
        (content.MostLive - before).ShouldBeLessThan(Most);

        var reader = await vault.OpenRootAsync(RootKind.Snapshot, Id(1), Never);
        var expected = new GeneratedStream(Length);
        var buffer = new byte[1 << 20];
        await foreach (var piece in reader.ReadPiecesAsync(record, Never))
        {
            await expected.ReadExactlyAsync(buffer.AsMemory(0, piece.Length), Never);
            piece.Span.SequenceEqual(buffer.AsSpan(0, piece.Length)).ShouldBeTrue();
        }
        expected.Position.ShouldBe(Length);
        (expected.MostLive - before).ShouldBeLessThan(Most);
    }

    /// <summary>Bytes that are made when they are read; looks at the live heap every few megabytes.</summary>
    private sealed class GeneratedStream(long length) : Stream
    {
        private const int Step = 8_000_000;

        private long looked;

        internal long MostLive { get; private set; }

        public override long Length => length;

        public override long Position { get; set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override int Read(byte[] buffer, int offset, int count)
        {
            var taken = (int)Math.Min(count, length - Position);
            for (var i = 0; i < taken; i++)
            {
                var position = Position + i;
                buffer[offset + i] = (byte)(position ^ (position >> 16));
            }
            Position += taken;
            if (Position - looked > Step)
            {
                looked = Position;
                MostLive = Math.Max(MostLive, GC.GetTotalMemory(forceFullCollection: true));
            }
            return taken;
        }

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) =>
            throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) =>
            throw new NotSupportedException();
    }
}
