namespace AssetsBackup.Features.Plans.Applying;

/// <summary>
/// What has become of the source's definitions in this run: id at the source to id at the destination. Objects are too
/// many for memory; the journal is asked for them.
/// </summary>
internal sealed class DefinitionIds
{
    private static readonly MappedKind[] Kinds =
    [
        .. Enum.GetValues<MappedKind>().Except([MappedKind.Object]),
    ];
    private readonly Dictionary<(MappedKind Kind, string SourceId), string> ids = [];

    public static async Task<DefinitionIds> LoadAsync(
        RestoreJournal journal,
        CancellationToken cancellationToken
    )
    {
        var loaded = new DefinitionIds();
        foreach (var kind in Kinds)
        foreach (var (source, there) in await journal.WrittenAsync(kind, cancellationToken))
            loaded.Add(kind, source, there);
        return loaded;
    }

    public void Add(MappedKind kind, string sourceId, string destinationId) =>
        ids[(kind, sourceId)] = destinationId;

    /// <summary>Null for what was not made: refused or left out.</summary>
    public string? Find(MappedKind kind, string? sourceId) =>
        sourceId is null ? null : ids.GetValueOrDefault((kind, sourceId));

    public string Of(MappedKind kind, string sourceId) =>
        Find(kind, sourceId)
        ?? throw new InvalidOperationException($"{kind} {sourceId} was not restored.");
}
