using CsCheck;
using ZstdNet;
using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

/// <summary>Decoders meet any bytes with a named failure, never with another exception or much memory.</summary>
[Trait(Cases.Trait, Cases.Property)]
public sealed class DecoderTests
{
    private static readonly OperatorKey Operator = OperatorKey.Parse(
        Convert.ToBase64String(new byte[32])
    );
    private static readonly TreeEntry Entry = new("7", "42", "ITSM-42", "Zürich", -5, default);

    private static readonly Dictionary<string, (byte[] Valid, Action<byte[]> Decode)> Decoders =
        new()
        {
            ["leaf"] = (
                TreePage.Encode([Entry, Entry with { Id = "43" }]).ToArray(),
                bytes => TreePage.Decode(bytes)
            ),
            ["node"] = (
                TreePage.Encode(2, [new TreeItem(new EntryKey("1", "2"), 300, default)]).ToArray(),
                bytes => TreePage.Decode(bytes)
            ),
            ["index"] = (
                IndexContent
                    .Encode([
                        new PackManifest(default, 9, [new PackEntry(default, RecordType.Chunk, 3)]),
                    ])
                    .ToArray(),
                bytes => IndexContent.Decode(bytes)
            ),
            ["pack"] = (Packed(), bytes => Pack.Decode(Keys(), bytes)),
            ["progress"] = (Progress(), Drain),
            ["zstd"] = (Framed(new byte[5000]), bytes => Decompress(bytes)),
            ["chunk list"] = (
                new ChunkList(default, (2L << 20) + 5, [default, default, default]).Encode(),
                bytes => ChunkList.Decode(bytes)
            ),
            ["annotation"] = (
                Annotations.Encode(new RootAnnotation("é \"x\"", IsPinned: true)),
                bytes => Annotations.Decode(bytes)
            ),
            ["condemnation"] = (
                CondemnedPacks.Encode([BlobId.Create(), BlobId.Create()], Clock.GetUtcNow()),
                bytes => CondemnedPacks.Decode("condemned/x", bytes)
            ),
            ["root"] = (
                RootRecordContent.Encode(
                    new RootRecord(
                        RootKind.Plan,
                        Id(1),
                        1,
                        Clock.GetUtcNow(),
                        new Dictionary<string, TreeSummary> { ["t"] = new(1, default) },
                        Bytes("{}")
                    )
                ),
                bytes => RootRecordContent.Decode(bytes, RootKind.Plan, Id(1), 1)
            ),
            ["blob"] = (
                Sealed(),
                bytes =>
                    Named(() => SealedBlob.Open(Keys(), BlobNames.Vault, BlobKind.Vault, bytes))
            ),
            ["key store entry"] = (
                WrappedMaster.Wrap(Operator, Tenant, new TenantMaster(1, new byte[32])),
                bytes => Named(() => WrappedMaster.Unwrap(Operator, Tenant, bytes))
            ),
        };

    public static TheoryData<string> Names => [.. Decoders.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Valid_bytes_decode(string name) => Decoders[name].Decode(Decoders[name].Valid);

    [Fact]
    public void A_blob_and_a_key_store_entry_open_as_they_were_sealed()
    {
        SealedBlob
            .Open(Keys(), BlobNames.Vault, BlobKind.Vault, Decoders["blob"].Valid)
            .ShouldBe(VaultHeader.Encode(Tenant, Clock.GetUtcNow()));
        WrappedMaster
            .Unwrap(Operator, Tenant, Decoders["key store entry"].Valid)
            .Master.ShouldBe(new byte[32]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Random_bytes_decode_or_are_called_malformed(string name) =>
        Gen.Byte.Array[0, 300].Sample(bytes => Decode(name, bytes), iter: Cases.Count(3000));

    [Theory]
    [MemberData(nameof(Names))]
    public void Changed_bytes_decode_or_are_called_malformed(string name)
    {
        var valid = Decoders[name].Valid;
        Gen.Select(Gen.Int[0, valid.Length - 1], Gen.Byte, Gen.Int[0, valid.Length])
            .Sample(
                change =>
                {
                    var bytes = valid.ToArray();
                    bytes[change.Item1] = change.Item2;
                    Decode(name, bytes);
                    Decode(name, bytes[..change.Item3]);
                },
                iter: Cases.Count(3000)
            );
    }

    [Fact]
    public void A_frame_without_content_size_is_refused()
    {
        var unsized = new Dictionary<ZSTD_cParameter, int>
        {
            [ZSTD_cParameter.ZSTD_c_contentSizeFlag] = 0,
        };
        using var compressor = new Compressor(new CompressionOptions(null, unsized));
        var frame = compressor.Wrap(new byte[70_000]);

        Should
            .Throw<MalformedException>(() => Decompress(frame))
            .Message.ShouldContain("content size");
    }

    [Fact]
    public void A_frame_of_more_than_two_mebibytes_is_refused()
    {
        Decompress(Framed(new byte[2 << 20])).Length.ShouldBe(2 << 20);

        Should.Throw<MalformedException>(() => Decompress(Framed(new byte[(2 << 20) + 1])));
    }

    [Fact]
    public void A_frame_with_a_window_over_eight_mebibytes_is_refused()
    {
        // Content size 16, window descriptor 0x70: 2^(10+14) bytes.
        byte[] frame = [0x28, 0xb5, 0x2f, 0xfd, 0x80, 0x70, 16, 0, 0, 0, 1, 0, 0];

        Should
            .Throw<MalformedException>(() => Decompress(frame))
            .Message.ShouldContain("too much memory");
    }

    private static void Decode(string name, byte[] bytes)
    {
        try
        {
            Decoders[name].Decode(bytes);
        }
        catch (MalformedException)
        {
            // The one failure that a decoder may have.
        }
    }

    private static void Named(Action open)
    {
        try
        {
            open();
        }
        catch (Exception e) when (e is VaultException or KeyStoreException)
        {
            // What is read by its name fails with that name.
        }
    }

    private static void Drain(byte[] bytes)
    {
        foreach (var section in ProgressPart.Decode(bytes).Sections)
        {
            var cursor = new EntryCursor(section);
            while (cursor.TryNext(out _)) { }
        }
    }

    private static byte[] Packed()
    {
        var pack = new PackBuilder();
        pack.Add(default, RecordType.Content, Bytes("{}"));
        return pack.Seal().ToArray();
    }

    private static byte[] Sealed() =>
        SealedBlob.Seal(
            Keys(),
            BlobNames.Vault,
            new BlobHeader(BlobHeader.CurrentVersion, BlobKind.Vault, 1, BlobId.Create()),
            new byte[12],
            VaultHeader.Encode(Tenant, Clock.GetUtcNow())
        );

    private static byte[] Progress()
    {
        var staged = new StagedEntries();
        staged.AddTree("t");
        staged.Add("t", Entry, 0);
        return new ProgressPart(IsLast: false, staged.ToSections()).Encode().ToArray();
    }

    private static byte[] Framed(byte[] content)
    {
        var frame = new byte[ZstdFrame.MaxLength(content.Length)];
        return frame[..ZstdFrame.Compress(BlobKind.Pack, content, frame)];
    }

    private static byte[] Decompress(byte[] frame)
    {
        var content = new byte[ZstdFrame.ContentSize(frame)];
        ZstdFrame.Decompress(frame, content);
        return content;
    }
}
