namespace AssetsBackup.Vault;

/// <summary>
/// Judges what a destination has and the source has not: left over from an earlier pass, roots of its own, or all that is
/// left of what the source has lost.
/// </summary>
internal sealed class CopyLeftovers
{
    private readonly SealedBlobs source;
    private readonly RootRecords roots;
    private readonly Annotations annotations;

    internal CopyLeftovers(IBlobStore source, TenantKeys keys)
    {
        this.source = new SealedBlobs(source, keys);
        roots = new RootRecords(this.source);
        annotations = new Annotations(this.source);
    }

    /// <summary>How many roots among the names the source has not, or only at a lower revision.</summary>
    internal async Task<int> RootsOfItsOwnAsync(
        IReadOnlyList<string> names,
        CancellationToken cancellationToken
    )
    {
        var own = new HashSet<(RootKind, Guid)>();
        foreach (var kind in Enum.GetValues<RootKind>())
        foreach (var name in names.Where(name => IsOf(kind, name)))
        {
            if (
                BlobNames.TryParseRoot(kind, name, out var id, out var revision)
                && !await roots.ExistsAsync(kind, id, revision, cancellationToken)
            )
                own.Add((kind, id));
        }
        return own.Count;

        static bool IsOf(RootKind kind, string name) =>
            name.StartsWith(BlobNames.Roots(kind), StringComparison.Ordinal);
    }

    /// <summary>
    /// What the source itself names and does not have, and what people said of its roots that only the destination still has.
    /// </summary>
    internal async Task<IReadOnlyList<string>> LostAsync(
        IReadOnlyList<string> names,
        CancellationToken cancellationToken
    )
    {
        if (names.Count == 0)
            return [];
        var lost = await names
            .ToAsyncEnumerable()
            .Where(IsLostAnnotationAsync)
            .ToListAsync(cancellationToken);
        var verification = new Verification(
            source,
            VerifyScope.All,
            readData: false,
            progress: null
        );
        var report = await verification.RunAsync(cancellationToken);
        return [.. report.Findings.Select(finding => finding.Blob).Concat(lost)];
    }

    /// <summary>An annotation goes with its root, or when a higher one is there; one that is gone otherwise may be a pin.</summary>
    private async ValueTask<bool> IsLostAnnotationAsync(
        string name,
        CancellationToken cancellationToken
    ) =>
        name.StartsWith(BlobNames.AllAnnotations, StringComparison.Ordinal)
        && BlobNames.TryParseAnnotation(name, out var kind, out var id, out var number)
        && await roots.RevisionsAsync(kind, id, cancellationToken).AnyAsync(cancellationToken)
        && (await annotations.NumbersAsync(kind, id, cancellationToken)).Max < number;
}
