namespace JiraSimulator.Worlds;

/// <summary>The issues of a site and its custom fields: those held in memory, over a counted ground that is computed when asked for.</summary>
internal sealed class IssueStore
{
    private readonly SortedDictionary<long, Issue> held = [];
    private readonly Dictionary<long, HashSet<long>> heldIdsByObject = [];
    private CountedIssues? ground;

    public List<IssueField> Fields { get; } = [];

    public IEnumerable<IssueField> AssetsFields => Fields.Where(known => known.IsAssets);

    /// <summary>By id, ascending.</summary>
    public IEnumerable<Issue> All =>
        (ground?.All.Where(issue => !held.ContainsKey(issue.Id)) ?? [])
            .Concat(held.Values)
            .OrderBy(issue => issue.Id);

    public void LayGround(CountedIssues issues) => ground = issues;

    public Issue? Find(string idOrKey) =>
        All.FirstOrDefault(issue =>
            issue.Key.Equals(idOrKey, StringComparison.OrdinalIgnoreCase)
            || issue.Id.ToString(System.Globalization.CultureInfo.InvariantCulture) == idOrKey
        );

    /// <summary>Issues that name the object in any field, by id.</summary>
    public IReadOnlyList<Issue> Naming(long objectId)
    {
        var found = heldIdsByObject.TryGetValue(objectId, out var ids)
            ? ids.Order().Select(id => held[id])
            : [];
        return ground?.Naming(objectId) is { } computed && !held.ContainsKey(computed.Id)
            ? [computed, .. found]
            : [.. found];
    }

    public void Add(Issue issue)
    {
        held.Add(issue.Id, issue);
        Index(issue);
    }

    public void Set(Issue issue, IssueField field, List<long> objectIds)
    {
        held.TryAdd(issue.Id, issue);
        foreach (var objectId in issue.Objects.Values.SelectMany(ids => ids))
            heldIdsByObject.GetValueOrDefault(objectId)?.Remove(issue.Id);
        if (objectIds.Count == 0)
            issue.Objects.Remove(field.Number);
        else
            issue.Objects[field.Number] = objectIds;
        Index(issue);
    }

    private void Index(Issue issue)
    {
        foreach (var objectId in issue.Objects.Values.SelectMany(ids => ids))
        {
            if (!heldIdsByObject.TryGetValue(objectId, out var ids))
                heldIdsByObject.Add(objectId, ids = []);
            ids.Add(issue.Id);
        }
    }
}
