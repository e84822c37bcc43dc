namespace AssetsBackup.Features.Plans.Planning;

/// <summary>
/// Puts each object behind what it refers to. Where only cycles are left, the object that most others wait for goes
/// first: one later call for its open references instead of one for each of those that wait.
/// </summary>
internal sealed class WaveOrder
{
    private const int NotPlaced = -1;
    private readonly ObjectGraph graph;
    private readonly int[] open;
    private readonly int[] firstDependent;
    private readonly int[] dependents;
    private readonly int[] waves;
    private readonly Queue<int> ready = [];

    public WaveOrder(ObjectGraph graph)
    {
        this.graph = graph;
        open = new int[graph.Nodes];
        waves = new int[graph.Nodes];
        Array.Fill(waves, NotPlaced);
        firstDependent = new int[graph.Nodes + 1];
        dependents = FindDependents();
    }

    /// <summary>The wave of each node, from 0; -1 for nodes that are no objects of the graph.</summary>
    public int[] Compute()
    {
        for (var node = 0; node < open.Length; node++)
            if (graph.IsObject(node) && open[node] == 0)
                ready.Enqueue(node);
        PlaceReady();
        foreach (var node in MostWantedFirst())
        {
            if (waves[node] != NotPlaced)
                continue;
            ready.Enqueue(node);
            PlaceReady();
        }
        return waves;
    }

    private void PlaceReady()
    {
        while (ready.TryDequeue(out var node))
        {
            if (waves[node] != NotPlaced)
                continue;
            var wave = 0;
            foreach (var target in graph.EdgesOf(node))
                wave = Math.Max(wave, waves[target] + 1);
            waves[node] = wave;
            for (var i = firstDependent[node]; i < firstDependent[node + 1]; i++)
                if (--open[dependents[i]] == 0)
                    ready.Enqueue(dependents[i]);
        }
    }

    private int[] MostWantedFirst()
    {
        var left = Enumerable
            .Range(0, open.Length)
            .Where(node => graph.IsObject(node) && waves[node] == NotPlaced)
            .ToArray();
        return [.. left.OrderByDescending(node => firstDependent[node + 1] - firstDependent[node])];
    }

    private int[] FindDependents()
    {
        ForEachEdge(
            (node, target) =>
            {
                open[node]++;
                firstDependent[target + 1]++;
            }
        );
        for (var node = 0; node < open.Length; node++)
            firstDependent[node + 1] += firstDependent[node];
        var filled = firstDependent.ToArray();
        var found = new int[firstDependent[^1]];
        ForEachEdge((node, target) => found[filled[target]++] = node);
        return found;
    }

    /// <summary>References to oneself and to objects outside the graph bind no order.</summary>
    private void ForEachEdge(Action<int, int> visit)
    {
        for (var node = 0; node < open.Length; node++)
            foreach (var target in graph.EdgesOf(node))
                if (target != node && graph.IsObject(target))
                    visit(node, target);
    }
}
