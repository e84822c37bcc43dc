namespace AssetsBackup.Hosting.Storage;

/// <summary>
/// Clients that several calls share, by what they sign in with. One that nobody uses is kept for a while, because
/// connections are dear to open; a forgotten one is closed as soon as its last use ends.
/// </summary>
internal sealed class SharedClients<TKey, TClient>(Func<TKey, TClient> connect, TimeProvider clock)
    : IDisposable
    where TKey : notnull
    where TClient : class, IDisposable
{
    public const int MostIdle = 16;
    public static readonly TimeSpan LongestIdle = TimeSpan.FromMinutes(10);

    private readonly Lock gate = new();
    private readonly Dictionary<TKey, Held> clients = [];

    /// <summary>The client of the key; it is not closed before the use is disposed of.</summary>
    public Use Take(TKey key)
    {
        lock (gate)
        {
            CloseIdle();
            if (!clients.TryGetValue(key, out var held))
                clients.Add(key, held = new Held(connect(key)));
            held.Uses++;
            return new Use(this, held);
        }
    }

    public void Forget(TKey key)
    {
        lock (gate)
        {
            if (!clients.Remove(key, out var held))
                return;
            held.IsForgotten = true;
            if (held.Uses == 0)
                held.Client.Dispose();
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            foreach (var held in clients.Values)
                held.Client.Dispose();
            clients.Clear();
        }
    }

    private void GiveBack(Held held)
    {
        lock (gate)
        {
            held.Uses--;
            held.IdleSince = clock.GetUtcNow();
            if (held is { IsForgotten: true, Uses: 0 })
                held.Client.Dispose();
            CloseIdle();
        }
    }

    private void CloseIdle()
    {
        var now = clock.GetUtcNow();
        var closing = clients
            .Where(client => client.Value.Uses == 0)
            .OrderByDescending(client => client.Value.IdleSince)
            .Where(
                (client, place) => place >= MostIdle || now - client.Value.IdleSince > LongestIdle
            )
            .ToList();
        foreach (var (key, held) in closing)
        {
            clients.Remove(key);
            held.Client.Dispose();
        }
    }

    /// <summary>A client while it is used.</summary>
    internal sealed class Use(SharedClients<TKey, TClient> owner, Held held) : IDisposable
    {
        private bool isGivenBack;

        public TClient Client => held.Client;

        public void Dispose()
        {
            if (isGivenBack)
                return;
            isGivenBack = true;
            owner.GiveBack(held);
        }
    }

    internal sealed class Held(TClient client)
    {
        public TClient Client => client;

        public int Uses { get; set; }

        public DateTimeOffset IdleSince { get; set; }

        public bool IsForgotten { get; set; }
    }
}
