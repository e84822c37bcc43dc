using System.Runtime.InteropServices;

namespace AssetsBackup.Vault;

/// <summary>What a blob is for (docs/vault-format.md, "Blobs").</summary>
public enum BlobRole
{
    /// <summary>None of those below: somebody else put it there.</summary>
    Unknown,

    /// <summary>The vault blob, which says whose vault it is.</summary>
    Vault,

    /// <summary>A pack: records of what was backed up.</summary>
    Pack,

    /// <summary>An index, or what the indexes should say together.</summary>
    Index,

    /// <summary>A condemnation of packs.</summary>
    Condemnation,

    /// <summary>A record of a snapshot, one of its revisions.</summary>
    Snapshot,

    /// <summary>A record of a plan, one of its revisions.</summary>
    Plan,

    /// <summary>A description or a pin of a snapshot or plan.</summary>
    Annotation,

    /// <summary>A part of what an unfinished run has staged.</summary>
    Progress,
}

/// <summary>What a blob is for, told from its name alone.</summary>
/// <param name="Role">What it is for.</param>
/// <param name="Root">The snapshot or plan that it is of, where the name of a record or an annotation says so; else null.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct BlobSubject(BlobRole Role, Guid? Root = null)
{
    /// <summary>What the names of a snapshot's records begin with: where to look in a copy when one is lost.</summary>
    public static string RecordsOf(Guid snapshot) => BlobNames.Root(RootKind.Snapshot, snapshot);

    /// <summary>Reads a blob's name; <see cref="VerifyFinding.Blob"/> is one.</summary>
    public static BlobSubject Of(string blob)
    {
        ArgumentNullException.ThrowIfNull(blob);
        foreach (var kind in Enum.GetValues<RootKind>())
        {
            if (Is(BlobNames.Roots(kind)) && BlobNames.TryParseRoot(kind, blob, out var id, out _))
                return new BlobSubject(
                    kind == RootKind.Snapshot ? BlobRole.Snapshot : BlobRole.Plan,
                    id
                );
        }
        if (
            Is(BlobNames.AllAnnotations)
            && BlobNames.TryParseAnnotation(blob, out _, out var annotated, out _)
        )
            return new BlobSubject(BlobRole.Annotation, annotated);
        return new BlobSubject(
            blob == BlobNames.Vault ? BlobRole.Vault
            : Is(BlobNames.Packs) ? BlobRole.Pack
            : Is(BlobNames.Indexes) || blob == VerifyFindings.NoIndex ? BlobRole.Index
            : Is(BlobNames.AllCondemned) ? BlobRole.Condemnation
            : Is(BlobNames.AllProgress) ? BlobRole.Progress
            : BlobRole.Unknown
        );

        bool Is(string prefix) => blob.StartsWith(prefix, StringComparison.Ordinal);
    }
}
