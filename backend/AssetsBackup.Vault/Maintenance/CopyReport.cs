namespace AssetsBackup.Vault;

/// <summary>What a pass of a copy did.</summary>
/// <param name="BlobsCopied">Blobs copied, each authenticated and read back.</param>
/// <param name="BytesCopied">Their bytes.</param>
/// <param name="BlobsDeleted">Blobs deleted in the destination because the source does not have them any more.</param>
/// <param name="RootsKept">Roots that the destination has and the source has not; they were left there.</param>
/// <param name="Damaged">Blobs of the source that do not authenticate; they were not copied.</param>
/// <param name="DamagedThere">
/// Blobs beside those of the source that were kept in the destination and that do not authenticate.
/// </param>
/// <param name="Lost">
/// Blobs that roots of the source need and that it does not have or cannot read, and pins and descriptions of its roots that
/// only the destination has, looked for when the destination has more
/// than the source; what it has more was kept then.
/// </param>
public sealed record CopyReport(
    int BlobsCopied,
    long BytesCopied,
    int BlobsDeleted,
    int RootsKept,
    IReadOnlyList<string> Damaged,
    IReadOnlyList<string> DamagedThere,
    IReadOnlyList<string> Lost
)
{
    /// <summary>Those of <see cref="Damaged"/> that a newer program wrote: nobody here can tell that they are what they should be.</summary>
    public IReadOnlyList<string> TooNew { get; init; } = [];

    /// <summary>
    /// True when the destination has everything that the source had when the pass began. After a last pass all of it was
    /// also read there, by that pass, and authenticates.
    /// </summary>
    public bool IsWhole => Damaged.Count == 0;
}
