namespace JiraSimulator.Hosting;

/// <summary>The pages of searches that were answered, oldest first, so that a test can tell what a client read twice.</summary>
internal sealed class SearchRecord
{
    private const int Capacity = 100_000;

    private readonly Lock _lock = new();
    private readonly Queue<SearchPage> _pages = [];

    public IReadOnlyList<SearchPage> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _pages];
            }
        }
    }

    public void Add(SearchPage page)
    {
        lock (_lock)
        {
            if (_pages.Count == Capacity)
            {
                _pages.Dequeue();
            }
            _pages.Enqueue(page);
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _pages.Clear();
        }
    }
}

/// <param name="Objects">How many objects the page held.</param>
internal sealed record SearchPage(string Query, int StartAt, int Objects);
