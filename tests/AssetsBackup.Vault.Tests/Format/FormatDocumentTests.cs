using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

/// <summary>The sample bytes in docs/vault-format.md are what the code writes, and what it reads.</summary>
public sealed class FormatDocumentTests
{
    private const string Name = "index/101112131415161718191a1b1c1d1e1f";
    private static readonly byte[] Master = Enumerable.Range(7, 32).Select(i => (byte)i).ToArray();
    private static readonly byte[] Nonce = Enumerable
        .Range(0xa0, 12)
        .Select(i => (byte)i)
        .ToArray();
    private static readonly BlobId Blob = BlobId.Read(
        Enumerable.Range(0x10, 16).Select(i => (byte)i).ToArray()
    );
    private static readonly OperatorKey Operator = OperatorKey.Parse(
        Convert.ToBase64String(Enumerable.Range(0, 32).Select(i => (byte)i).ToArray())
    );

    public static TheoryData<string, string> Samples =>
        new()
        {
            { "operator key id", Operator.Id },
            {
                "key store entry",
                Hex(WrappedMaster.Wrap(Operator, Tenant, new TenantMaster(1, Master), Nonce))
            },
            { "record id of `{\"a\":1}`", Record.ToString() },
            { "vault blob payload", Hex(VaultHeader.Encode(Tenant, Time)) },
            { "chunk list", Hex(new ChunkList(Record, (1 << 20) + 7, [Record, Record]).Encode()) },
            { "boundary hash", Boundary.ToString("x16") },
            { "leaf page", Hex(TreePage.Encode([Entry]).Span) },
            {
                "node page",
                Hex(TreePage.Encode(1, [new TreeItem(new EntryKey("7", "42"), 1, Record)]).Span)
            },
            { "index payload", Hex(IndexPayload) },
            {
                "index blob",
                Hex(
                    SealedBlob.Seal(
                        Keys(),
                        Name,
                        new BlobHeader(1, BlobKind.Index, 1, Blob),
                        Nonce,
                        IndexPayload
                    )
                )
            },
            { "pack payload", Hex(PackPayload) },
            { "progress part payload", Hex(ProgressPayload) },
            {
                "annotation payload",
                Hex(Annotations.Encode(new RootAnnotation("before", IsPinned: true)))
            },
            { "condemnation payload", Hex(CondemnedPacks.Encode([Blob], Time)) },
            { "root record payload", Hex(RootRecordContent.Encode(Root)) },
        };

    private static RecordId Record => Keys().IdOf(RecordType.Content, Bytes("{\"a\":1}"));

    private static TreeEntry Entry =>
        new("7", "42", "ITSM-42", "Zürich", 639_000_000_000_000_000, Record);

    private static DateTimeOffset Time => new(Entry.UpdatedUtcTicks, TimeSpan.Zero);

    private static ulong Boundary =>
        new TreePages(Keys(), null!).BoundaryHash(0, new EntryKey(Entry.Group, Entry.Id));

    private static RootRecord Root =>
        new(
            RootKind.Snapshot,
            Guid.Parse("10111213-1415-1617-1819-1a1b1c1d1e1f"),
            1,
            Time,
            new Dictionary<string, TreeSummary>(StringComparer.Ordinal)
            {
                ["objects"] = new(1, Record),
            },
            Bytes("{}")
        );

    private static byte[] IndexPayload =>
        IndexContent
            .Encode([new PackManifest(Blob, 300, [new PackEntry(Record, RecordType.Content, 7)])])
            .ToArray();

    private static byte[] PackPayload
    {
        get
        {
            var pack = new PackBuilder();
            pack.Add(Record, RecordType.Content, Bytes("{\"a\":1}"));
            return pack.Seal().ToArray();
        }
    }

    private static byte[] ProgressPayload
    {
        get
        {
            var staged = new StagedEntries();
            staged.AddTree("objects");
            staged.Add("objects", Entry, StagedEntries.LengthOf(Entry));
            return new ProgressPart(IsLast: true, staged.ToSections()).Encode().ToArray();
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_sample_of_the_document_is_what_the_code_writes(string name, string hex) =>
        Documented(name).ShouldBe(hex);

    [Fact]
    public void The_samples_of_the_document_are_read()
    {
        var entry = WrappedMaster.Unwrap(Operator, Tenant, Sample("key store entry"));
        entry.Master.ShouldBe(Master);
        entry.Epoch.ShouldBe(1u);
        SealedBlob
            .Open(Keys(), Name, BlobKind.Index, Sample("index blob"))
            .ShouldBe(Sample("index payload"));
        TreePage.Decode(Sample("leaf page")).Entries.ShouldBe([Entry]);
        Pack.Decode(Keys(), Sample("pack payload"))
            .TryGet(Record, out _, out var content)
            .ShouldBeTrue();
        content.ToArray().ShouldBe(Bytes("{\"a\":1}"));
        ProgressPart.Decode(Sample("progress part payload")).IsLast.ShouldBeTrue();
        ChunkList.Decode(Sample("chunk list")).Chunks.ShouldBe([Record, Record]);
        RootRecordContent
            .Decode(Sample("root record payload"), Root.Kind, Root.Id, Root.Revision)
            .Trees["objects"]
            .ShouldBe(new TreeSummary(1, Record));
    }

    private static byte[] Sample(string name) => Convert.FromHexString(Documented(name));

    /// <summary>Samples stand in the document as "name:" with the hex in the code block below it.</summary>
    private static string Documented(string name)
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root(), "docs", "vault-format.md"));
        var start = Array.IndexOf(lines, $"*{name}*");
        start.ShouldBeGreaterThan(0, $"the document has no sample '{name}'");
        var hex = lines
            .Skip(start + 1)
            .SkipWhile(line => line.Length == 0)
            .Skip(1)
            .TakeWhile(line => line != "```");
        return string.Concat(hex).Replace(" ", "");
    }

    private static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);
}
