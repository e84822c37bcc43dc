namespace AssetsBackup.Vault;

/// <summary>The base of every expected failure of the vault. Failures of the store itself are <see cref="IOException"/>.</summary>
public abstract class VaultException(string message, Exception? inner = null)
    : Exception(message, inner);

/// <summary>A blob is missing, does not authenticate or does not decode. Other blobs may still be readable.</summary>
public sealed class VaultDamagedException(string blob, string reason, Exception? inner = null)
    : VaultException($"Blob '{blob}' is damaged: {reason}", inner)
{
    /// <summary>The name of the damaged blob.</summary>
    public string Blob { get; } = blob;

    /// <summary>What is wrong with it, without any content.</summary>
    public string Reason { get; } = reason;

    /// <summary>Whether a writer met it in what it had staged itself: it says nothing of the root that it builds on.</summary>
    public bool IsOfStaged { get; init; }

    /// <summary>Whether the store does not have the blob at all.</summary>
    internal bool IsMissing => InnerException is BlobNotFoundException;
}

/// <summary>
/// The store is empty where a vault was to be: its disk is not mounted, or it was emptied. Nothing was written.
/// </summary>
public sealed class VaultMissingException(Exception? inner = null)
    : VaultException("The store is empty: there is no vault in it", inner);

/// <summary>The vault blob is missing or damaged, and there is no pack that opens with these keys and proves whose vault it is.</summary>
public sealed class NothingOpensException(Exception inner)
    : VaultException(
        "The vault blob is missing or damaged, and no pack opens with these keys",
        inner
    );

/// <summary>A blob was written by a newer version of the format than this program knows.</summary>
public sealed class VaultFormatTooNewException(string blob, int found, int supported)
    : VaultException(
        $"Blob '{blob}' has format {found}; this program reads formats up to {supported}"
    )
{
    /// <summary>The name of the blob.</summary>
    public string Blob { get; } = blob;

    /// <summary>The format version found.</summary>
    public int Found { get; } = found;

    /// <summary>The newest format version that this program reads.</summary>
    public int Supported { get; } = supported;
}

/// <summary>The store holds the vault of another tenant.</summary>
public sealed class ForeignTenantException(Guid expected, Guid found)
    : VaultException($"The vault belongs to tenant {found:N}, not to {expected:N}")
{
    /// <summary>The tenant whose keys were given.</summary>
    public Guid Expected { get; } = expected;

    /// <summary>The tenant named by the vault.</summary>
    public Guid Found { get; } = found;
}

/// <summary>No snapshot or plan with this id is in the vault.</summary>
public sealed class RootNotFoundException(RootKind kind, Guid id)
    : VaultException($"{kind} {id:N} is not in the vault");

/// <summary>A snapshot or plan with this id was already committed; nothing was changed.</summary>
public sealed class RootExistsException(RootKind kind, Guid id)
    : VaultException($"{kind} {id:N} is already in the vault");

/// <summary>The snapshot or plan is pinned: unpin it first.</summary>
public sealed class RootPinnedException(RootKind kind, Guid id)
    : VaultException($"{kind} {id:N} is pinned");

/// <summary>
/// Maintenance deleted nothing, because it could not read all that says what is needed. Verify names the damage. Repair or
/// the next backup may heal a lost index or pack; a damaged root record or annotation, and a root whose pages are lost, can
/// only be given up (<see cref="TenantVault.DiscardDamagedAsync"/>).
/// </summary>
public sealed class PruneRefusedException(string reason, Exception inner)
    : VaultException($"Nothing was pruned: {reason}", inner);

/// <summary>The checkpoint to resume from is not in the vault, or not whole.</summary>
public sealed class CheckpointNotFoundException(RootKind kind, Guid id, long checkpoint)
    : VaultException($"{kind} {id:N} has no whole checkpoint {checkpoint}");

/// <summary>A record is in no index of the vault.</summary>
public sealed class RecordNotFoundException(RecordId record)
    : VaultException($"Record {record} is not in the vault")
{
    /// <summary>The record that was asked for.</summary>
    public RecordId Record { get; } = record;
}

/// <summary>The snapshot or plan has no tree of this name.</summary>
public sealed class TreeNotFoundException(string tree)
    : VaultException($"There is no tree '{tree}'");
