namespace JiraSimulator.Worlds;

/// <summary>The objects of a workspace: those held in memory, over a counted ground that is computed when asked for.</summary>
internal sealed class ObjectStore
{
    private readonly Dictionary<long, AssetObject> held = [];
    private readonly Dictionary<long, List<long>> heldIdsByType = [];
    private readonly HashSet<long> gone = [];
    private readonly SortedDictionary<long, AssetObject> archived = [];
    private CountedObjects? ground;

    /// <summary>Ids in ascending order are labels in ascending order too, so that a page needs no sort.</summary>
    public bool LabelsFollowIds { get; private set; }

    /// <summary>Objects that are found by their ids and by no type, by id.</summary>
    public IReadOnlyCollection<AssetObject> Archived => archived.Values;

    public int Count => heldIdsByType.Sum(type => type.Value.Count) + GroundCount;

    private int GroundCount => (ground?.Count ?? 0) - gone.Count;

    public void LayGround(CountedObjects ground)
    {
        this.ground = ground;
        LabelsFollowIds = true;
    }

    public AssetObject? Find(long id)
    {
        if (held.TryGetValue(id, out var found))
            return found;
        return gone.Contains(id) ? null : ground?.Find(id);
    }

    public void Add(AssetObject added)
    {
        LabelsFollowIds = false;
        held.Add(added.Id, added);
        if (!heldIdsByType.TryGetValue(added.TypeId, out var ids))
            heldIdsByType.Add(added.TypeId, ids = []);
        ids.Insert(LowerBound(ids, added.Id), added.Id);
    }

    /// <summary>The object itself, held from now on, so that a change to it stays.</summary>
    public AssetObject Hold(AssetObject changing, bool labelChanges)
    {
        LabelsFollowIds &= !labelChanges;
        held.TryAdd(changing.Id, changing);
        return changing;
    }

    public void Remove(AssetObject removed)
    {
        held.Remove(removed.Id);
        if (!archived.Remove(removed.Id))
            Unlist(removed);
    }

    public void Archive(AssetObject leaving, Archival archival)
    {
        if (!archived.TryAdd(leaving.Id, leaving))
            return;
        held.TryAdd(leaving.Id, leaving);
        leaving.Archival = archival;
        Unlist(leaving);
    }

    public void Restore(AssetObject returning)
    {
        if (!archived.Remove(returning.Id))
            return;
        returning.Archival = null;
        if (gone.Remove(returning.Id))
            return;
        var ids = heldIdsByType[returning.TypeId];
        ids.Insert(LowerBound(ids, returning.Id), returning.Id);
    }

    private void Unlist(AssetObject leaving)
    {
        if (ground?.Contains(leaving.Id) == true)
        {
            gone.Add(leaving.Id);
            return;
        }
        var ids = heldIdsByType[leaving.TypeId];
        ids.RemoveAt(ids.BinarySearch(leaving.Id));
    }

    /// <summary>Ids of one type in [from, to), ascending.</summary>
    public IReadOnlyList<long> IdsOf(long typeId, long from = 0, long to = long.MaxValue)
    {
        IReadOnlyList<long> onGround = ground?.IdsOf(typeId, from, to) ?? [];
        if (gone.Count > 0 && onGround.Count > 0)
            onGround = [.. onGround.Where(id => !gone.Contains(id))];
        if (!heldIdsByType.TryGetValue(typeId, out var ids))
            return onGround;
        var first = LowerBound(ids, from);
        var inRange = ids.GetRange(first, LowerBound(ids, to) - first);
        return onGround.Count == 0 ? inRange : [.. onGround, .. inRange];
    }

    private static int LowerBound(List<long> sorted, long value)
    {
        var found = sorted.BinarySearch(value);
        return found < 0 ? ~found : found;
    }
}
