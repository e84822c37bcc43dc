namespace AssetsBackup.Features.Plans.Applying;

/// <summary>
/// Finds objects at the destination: own ones in this run's journal, never in the lasting map, which may still name the
/// copy of an earlier restore; those of other schemas in the plan.
/// </summary>
internal sealed class ObjectReferences
{
    private readonly RestoreJournal journal;
    private readonly Dictionary<string, string> foreign = [];

    private ObjectReferences(RestoreJournal journal) => this.journal = journal;

    public static async Task<ObjectReferences> LoadAsync(
        Restore restore,
        CancellationToken cancellationToken
    )
    {
        var references = new ObjectReferences(restore.Journal);
        await foreach (
            var (entry, content) in restore.Plan.ReadAsync(
                PlanTree.Foreign,
                null,
                cancellationToken
            )
        )
            references.foreign[entry.Id] = ForeignObject.Read(content).Id;
        return references;
    }

    public async Task<IReadOnlyDictionary<string, string>> FindAsync(
        IEnumerable<string> sourceIds,
        CancellationToken cancellationToken
    )
    {
        var wanted = sourceIds.ToHashSet();
        var found = wanted.Where(foreign.ContainsKey).ToDictionary(id => id, id => foreign[id]);
        var own = await journal.FindAsync(
            MappedKind.Object,
            wanted.Where(id => !foreign.ContainsKey(id)),
            cancellationToken
        );
        foreach (var (id, entry) in own)
            if (entry.DestinationId is { } there)
                found[id] = there;
        return found;
    }
}
