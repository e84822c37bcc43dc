using System.Runtime.InteropServices;

namespace AssetsBackup.Features.Plans.Planning;

/// <summary>
/// Which object of a snapshot refers to which, by id alone: about 100 bytes an object, however large its values. It
/// orders the objects into waves, so that one wave is created after the other and nearly every reference can be set when
/// its object is created.
/// </summary>
internal sealed class ObjectGraph
{
    private const int NotAnObject = -1;
    private readonly Dictionary<string, int> nodes = [];
    private readonly List<int> firstEdge = [];
    private readonly List<int> edgeCount = [];
    private readonly List<int> edges = [];
    private int[] waves = [];

    public int Count { get; private set; }

    /// <summary>Ids of any objects, this graph's and others, are nodes; only added ones have waves.</summary>
    public int Nodes => nodes.Count;

    /// <summary>Adds an object with what it refers to; each object once, in any order.</summary>
    public void Add(string id, IEnumerable<string> references)
    {
        var node = NodeOf(id);
        if (firstEdge[node] != NotAnObject)
            throw new InvalidOperationException($"Object {id} is in the snapshot twice.");
        firstEdge[node] = edges.Count;
        foreach (var reference in references)
            edges.Add(NodeOf(reference));
        edgeCount[node] = edges.Count - firstEdge[node];
        Count++;
    }

    public bool Contains(string id) => nodes.TryGetValue(id, out var node) && IsObject(node);

    /// <summary>Computes the waves, once everything is added.</summary>
    public void Order() => waves = new WaveOrder(this).Compute();

    /// <summary>The wave in which an object is created, from 0.</summary>
    public int WaveOf(string id) => waves[nodes[id]];

    /// <summary>Whether a reference from one object to another must wait until all are created.</summary>
    public bool IsDeferred(string from, string to) => WaveOf(to) >= WaveOf(from);

    internal bool IsObject(int node) => firstEdge[node] != NotAnObject;

    internal ReadOnlySpan<int> EdgesOf(int node) =>
        IsObject(node)
            ? CollectionsMarshal.AsSpan(edges).Slice(firstEdge[node], edgeCount[node])
            : [];

    private int NodeOf(string id)
    {
        if (nodes.TryGetValue(id, out var node))
            return node;
        nodes.Add(id, nodes.Count);
        firstEdge.Add(NotAnObject);
        edgeCount.Add(0);
        return nodes.Count - 1;
    }
}
