namespace JiraSimulator.Worlds;

/// <summary>The objects of a workspace: those held in memory, over a counted ground that is computed when asked for.</summary>
internal sealed class ObjectStore
{
    private readonly Dictionary<long, AssetObject> _held = [];
    private readonly Dictionary<long, List<long>> _heldIdsByType = [];
    private readonly HashSet<long> _gone = [];
    private CountedObjects? _ground;

    /// <summary>Ids in ascending order are labels in ascending order too, so that a page needs no sort.</summary>
    public bool LabelsFollowIds { get; private set; }

    public int Count => _heldIdsByType.Sum(type => type.Value.Count) + GroundCount;

    private int GroundCount => (_ground?.Count ?? 0) - _gone.Count;

    public void LayGround(CountedObjects ground)
    {
        _ground = ground;
        LabelsFollowIds = true;
    }

    public AssetObject? Find(long id)
    {
        if (_held.TryGetValue(id, out var held))
        {
            return held;
        }
        return _gone.Contains(id) ? null : _ground?.Find(id);
    }

    public void Add(AssetObject added)
    {
        LabelsFollowIds = false;
        _held.Add(added.Id, added);
        if (!_heldIdsByType.TryGetValue(added.TypeId, out var ids))
        {
            _heldIdsByType.Add(added.TypeId, ids = []);
        }
        ids.Insert(LowerBound(ids, added.Id), added.Id);
    }

    /// <summary>The object itself, held from now on, so that a change to it stays.</summary>
    public AssetObject Hold(AssetObject changing, bool labelChanges)
    {
        LabelsFollowIds &= !labelChanges;
        _held.TryAdd(changing.Id, changing);
        return changing;
    }

    public void Remove(AssetObject removed)
    {
        _held.Remove(removed.Id);
        if (_ground?.Contains(removed.Id) == true)
        {
            _gone.Add(removed.Id);
            return;
        }
        var ids = _heldIdsByType[removed.TypeId];
        ids.RemoveAt(ids.BinarySearch(removed.Id));
    }

    /// <summary>Ids of one type in [from, to), ascending.</summary>
    public IReadOnlyList<long> IdsOf(long typeId, long from = 0, long to = long.MaxValue)
    {
        IReadOnlyList<long> ground = _ground?.IdsOf(typeId, from, to) ?? [];
        if (_gone.Count > 0 && ground.Count > 0)
        {
            ground = [.. ground.Where(id => !_gone.Contains(id))];
        }
        if (!_heldIdsByType.TryGetValue(typeId, out var held))
        {
            return ground;
        }
        var first = LowerBound(held, from);
        var inRange = held.GetRange(first, LowerBound(held, to) - first);
        return ground.Count == 0 ? inRange : [.. ground, .. inRange];
    }

    private static int LowerBound(List<long> sorted, long value)
    {
        var found = sorted.BinarySearch(value);
        return found < 0 ? ~found : found;
    }
}
