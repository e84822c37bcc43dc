using AssetsBackup.Atlassian;
using AssetsBackup.Atlassian.Assets;

namespace AssetsBackup.Features.Schemas;

/// <summary>The list of a site's schemas. One that lacks what was there before is not believed until a second one agrees.</summary>
/// <param name="Lines">Each schema once, with counts.</param>
/// <param name="Refused">Why there is no list, where the site shows none to the account.</param>
internal sealed record ListedSchemas(
    IReadOnlyList<SchemaLine> Lines,
    AccessDeniedException? Refused = null
)
{
    /// <summary>A search index that is behind, or a node that is starting, answers with less than there is.</summary>
    private static readonly TimeSpan BeforeSecondReading = TimeSpan.FromSeconds(2);

    private readonly HashSet<string> ids = Lines
        .Select(line => line.Id)
        .ToHashSet(StringComparer.Ordinal);

    public bool Shows(string schemaId) => ids.Contains(schemaId);

    /// <summary>What became of one that the list does not show; where there is no list, that says nothing.</summary>
    public Task<SchemaFinding> LookForAsync(
        SchemaLook look,
        string schemaId,
        CancellationToken cancellationToken
    ) =>
        Refused is null
            ? look.AtUnlistedAsync(schemaId, cancellationToken)
            : look.AtAsync(schemaId, cancellationToken);

    /// <param name="assets">The site to ask.</param>
    /// <param name="expected">Ids that are to be in the list.</param>
    /// <param name="clock">What the wait between two readings goes by.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async Task<ListedSchemas> ReadAsync(
        IAssetsReads assets,
        IReadOnlyCollection<string> expected,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var first = await ReadAsync(assets, cancellationToken);
            if (expected.All(first.Shows))
                return first;
            await Task.Delay(BeforeSecondReading, clock, cancellationToken);
            var second = await ReadAsync(assets, cancellationToken);
            return new([.. second.Lines, .. first.Lines.Where(line => !second.Shows(line.Id))]);
        }
        catch (AccessDeniedException denied) when (!denied.IsAddressBlocked)
        {
            return new ListedSchemas([], denied);
        }
    }

    private static async Task<ListedSchemas> ReadAsync(
        IAssetsReads assets,
        CancellationToken cancellationToken
    ) => new(await assets.ListAllSchemasAsync(includeCounts: true, cancellationToken));
}
