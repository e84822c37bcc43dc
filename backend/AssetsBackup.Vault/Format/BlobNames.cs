using System.Globalization;

namespace AssetsBackup.Vault;

/// <summary>Where each blob of the vault lies (docs/vault-format.md, "Blobs").</summary>
internal static class BlobNames
{
    internal const string Vault = "vault";
    internal const string Packs = "packs/";
    internal const string Indexes = "index/";
    internal const string AllProgress = "progress/";

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

    internal static string Progress(RootKind kind, Guid id) =>
        $"{AllProgress}{(kind == RootKind.Snapshot ? "snapshot" : "plan")}-{id:N}/";

    internal static string Progress(RootKind kind, Guid id, long checkpoint, int part) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Progress(kind, id)}{checkpoint:D10}.{part:D5}"
        );

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

    /// <summary>Reads checkpoint and part from a progress part's name; false for a stranger's blob.</summary>
    internal static bool TryParseProgress(string name, out long checkpoint, out int part)
    {
        part = 0;
        checkpoint = 0;
        var file = name.AsSpan(name.LastIndexOf('/') + 1);
        return file.Length == 16
            && file[10] == '.'
            && long.TryParse(
                file[..10],
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out checkpoint
            )
            && int.TryParse(file[11..], NumberStyles.None, CultureInfo.InvariantCulture, out part);
    }
}
