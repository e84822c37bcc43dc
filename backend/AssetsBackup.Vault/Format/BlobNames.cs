using System.Globalization;

namespace AssetsBackup.Vault;

/// <summary>Where each blob of the vault lies (docs/vault-format.md, "Blobs").</summary>
internal static class BlobNames
{
    internal const string Vault = "vault";
    internal const string Packs = "packs/";
    internal const string Indexes = "index/";
    internal const string AllProgress = "progress/";
    internal const string AllAnnotations = "annotations/";
    internal const string AllCondemned = "condemned/";

    internal static string Pack(BlobId id)
    {
        var hex = id.ToString();
        return $"{Packs}{hex[..2]}/{hex}";
    }

    internal static string Index(BlobId id) => $"{Indexes}{id}";

    internal static string Roots(RootKind kind) =>
        kind == RootKind.Snapshot ? "snapshots/" : "plans/";

    internal static string Root(RootKind kind, Guid id) => $"{Roots(kind)}{id:N}/";

    internal static string Root(RootKind kind, Guid id, int revision) =>
        string.Create(CultureInfo.InvariantCulture, $"{Root(kind, id)}{revision}");

    internal static string Progress(RootKind kind, Guid id, int revision) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{AllProgress}{Short(kind)}-{id:N}.{revision}/"
        );

    internal static string Progress(
        RootKind kind,
        Guid id,
        int revision,
        long checkpoint,
        int part
    ) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Progress(kind, id, revision)}{checkpoint:D10}.{part:D5}"
        );

    internal static string Annotations(RootKind kind, Guid id) =>
        $"{AllAnnotations}{Short(kind)}-{id:N}/";

    internal static string Annotation(RootKind kind, Guid id, long number) =>
        string.Create(CultureInfo.InvariantCulture, $"{Annotations(kind, id)}{number:D10}");

    internal static string Condemned(BlobId id) => $"{AllCondemned}{id}";

    /// <summary>Reads id and revision from a root record's name; false for a stranger's blob.</summary>
    internal static bool TryParseRoot(RootKind kind, string name, out Guid id, out int revision)
    {
        revision = 0;
        id = Guid.Empty;
        var rest = name.AsSpan(Roots(kind).Length);
        return rest.Length > 33
            && Guid.TryParseExact(rest[..32], "N", out id)
            && int.TryParse(
                rest[33..],
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out revision
            )
            && string.Equals(name, Root(kind, id, revision), StringComparison.Ordinal);
    }

    /// <summary>Reads the id from a pack's name; false for a stranger's blob.</summary>
    internal static bool TryParsePack(string name, out BlobId id) =>
        BlobId.TryParse(name[(name.LastIndexOf('/') + 1)..], out id)
        && string.Equals(name, Pack(id), StringComparison.Ordinal);

    /// <summary>Reads whose progress part a name is; false for a stranger's blob.</summary>
    internal static bool TryParseProgressOwner(
        string name,
        out RootKind kind,
        out Guid id,
        out int revision
    )
    {
        revision = 0;
        var folder = name.AsSpan(AllProgress.Length);
        folder = folder[..Math.Max(folder.IndexOf('/'), 0)];
        var dot = folder.IndexOf('.');
        return TryParseShort(folder[..Math.Max(dot, 0)], out kind, out id)
            && int.TryParse(
                folder[(dot + 1)..],
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out revision
            );
    }

    /// <summary>Reads whose annotation a name is, and its number; false for a stranger's blob.</summary>
    internal static bool TryParseAnnotation(
        string name,
        out RootKind kind,
        out Guid id,
        out long number
    )
    {
        number = 0;
        var rest = name.AsSpan(AllAnnotations.Length);
        var slash = rest.IndexOf('/');
        return TryParseShort(rest[..Math.Max(slash, 0)], out kind, out id)
            && long.TryParse(
                rest[(slash + 1)..],
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out number
            )
            && string.Equals(name, Annotation(kind, id, number), StringComparison.Ordinal);
    }

    /// <summary>Reads checkpoint and part from a progress part's name; false for a stranger's blob.</summary>
    internal static bool TryParseProgress(string name, out long checkpoint, out int part)
    {
        part = 0;
        checkpoint = 0;
        var file = name.AsSpan(name.LastIndexOf('/') + 1);
        return name.Count(c => c == '/') == 2
            && file.Length == 16
            && file[10] == '.'
            && long.TryParse(
                file[..10],
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out checkpoint
            )
            && int.TryParse(file[11..], NumberStyles.None, CultureInfo.InvariantCulture, out part);
    }

    private static string Short(RootKind kind) => kind == RootKind.Snapshot ? "snapshot" : "plan";

    private static bool TryParseShort(ReadOnlySpan<char> text, out RootKind kind, out Guid id)
    {
        kind = text.StartsWith("plan-", StringComparison.Ordinal)
            ? RootKind.Plan
            : RootKind.Snapshot;
        id = Guid.Empty;
        var prefix = Short(kind).Length + 1;
        return text.Length == prefix + 32
            && text.StartsWith(Short(kind), StringComparison.Ordinal)
            && text[prefix - 1] == '-'
            && Guid.TryParseExact(text[prefix..], "N", out id);
    }
}
