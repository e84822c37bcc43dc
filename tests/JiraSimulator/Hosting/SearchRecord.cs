namespace JiraSimulator.Hosting;

/// <summary>The pages of searches that were answered, oldest first, so that a test can tell what a client read twice.</summary>
internal sealed class SearchRecord
{
    private const int Capacity = 100_000;

    private readonly Lock gate = new();
    private readonly Queue<SearchPage> pages = [];

    public IReadOnlyList<SearchPage> All
    {
        get
        {
            lock (gate)
            {
                return [.. pages];
            }
        }
    }

    public void Add(SearchPage page)
    {
        lock (gate)
        {
            if (pages.Count == Capacity)
                pages.Dequeue();
            pages.Enqueue(page);
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            pages.Clear();
        }
    }
}

/// <param name="Objects">How many objects the page held.</param>
internal sealed record SearchPage(string Query, int StartAt, int Objects);
