using AssetsBackup.Features.Plans.Planning;

namespace AssetsBackup.Features.Plans.Applying;

/// <summary>Gives the filters of attributes the destination's ids, names and keys.</summary>
internal sealed class FilterRewriting(Restore restore, IdMap map)
{
    /// <summary>Null when the filter names something that is not at the destination.</summary>
    public async Task<string?> RewriteAsync(string filter, CancellationToken cancellationToken)
    {
        var parsed = AttributeFilter.Parse(filter);
        var replacements = new Dictionary<FilterTerm, string>();
        foreach (var term in parsed.Terms)
        {
            var there = await FindAsync(term, cancellationToken);
            if (there is null && term.Kind != FilterTermKind.PerhapsObjectKey)
                return null;
            replacements[term] = there ?? term.Text;
        }
        return parsed.Replace(term => replacements[term]);
    }

    private Task<string?> FindAsync(FilterTerm term, CancellationToken cancellationToken) =>
        term.Kind switch
        {
            FilterTermKind.SchemaName => Task.FromResult<string?>(SchemaNamed(term.Text)),
            FilterTermKind.SchemaId => DefinitionAsync(
                MappedKind.Schema,
                term.Text,
                cancellationToken
            ),
            FilterTermKind.ObjectTypeId => DefinitionAsync(
                MappedKind.ObjectType,
                term.Text,
                cancellationToken
            ),
            FilterTermKind.ObjectId => ObjectAsync(term.Text, found => found.Id, cancellationToken),
            FilterTermKind.PerhapsObjectKey when !IsOwnKey(term.Text) => Task.FromResult<string?>(
                null
            ),
            // The number in a key is the object's id (contract §1.4).
            _ => ObjectAsync(
                term.Text[(term.Text.LastIndexOf('-') + 1)..],
                // What stands for itself in one and the same workspace has kept its key.
                found => found.Key ?? term.Text,
                cancellationToken
            ),
        };

    /// <summary>Other schemas are called there what they are called here, as far as anybody knows.</summary>
    private string SchemaNamed(string name) =>
        string.Equals(name, restore.Source.Facts.SchemaName, StringComparison.OrdinalIgnoreCase)
            ? restore.Open.Plan.SchemaName
            : name;

    private bool IsOwnKey(string key) =>
        key.StartsWith(restore.Source.Facts.SchemaKey + "-", StringComparison.OrdinalIgnoreCase);

    private async Task<string?> DefinitionAsync(
        MappedKind kind,
        string id,
        CancellationToken cancellationToken
    )
    {
        if (restore.Ids.Find(kind, id) is { } own)
            return own;
        var known = await map.FindAsync(kind, [id], cancellationToken);
        return known.GetValueOrDefault(id)?.Id;
    }

    private async Task<string?> ObjectAsync(
        string id,
        Func<MappedThing, string?> choose,
        CancellationToken cancellationToken
    )
    {
        var known = await map.FindAsync(MappedKind.Object, [id], cancellationToken);
        return known.TryGetValue(id, out var found) ? choose(found) : null;
    }
}
