namespace AssetsBackup.Vault;

/// <summary>What a root stands for.</summary>
public enum RootKind
{
    /// <summary>A backup of a schema.</summary>
    Snapshot,

    /// <summary>A plan of a restore.</summary>
    Plan,
}

/// <summary>A committed root: everything that it names is in the vault, durable and read back.</summary>
/// <param name="Kind">Snapshot or plan.</param>
/// <param name="Id">Chosen by the caller; unique in the tenant's vault for its kind.</param>
/// <param name="Revision">1 for the first; readers see the highest.</param>
/// <param name="CreatedAt">When it was committed, UTC.</param>
/// <param name="Trees">Its trees by name.</param>
/// <param name="Facts">The caller's JSON object in canonical form.</param>
public sealed record RootRecord(
    RootKind Kind,
    Guid Id,
    int Revision,
    DateTimeOffset CreatedAt,
    IReadOnlyDictionary<string, TreeSummary> Trees,
    ReadOnlyMemory<byte> Facts
);

/// <summary>A tree of a root. Equal trees have equal root pages.</summary>
/// <param name="Entries">The number of entries.</param>
/// <param name="Root">The record of the tree's topmost page.</param>
public sealed record TreeSummary(long Entries, RecordId Root);
