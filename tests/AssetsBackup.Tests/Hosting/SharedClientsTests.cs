using AssetsBackup.Hosting.Storage;

namespace AssetsBackup.Tests.Hosting;

public sealed class SharedClientsTests
{
    private readonly MovableClock clock = new();
    private readonly List<Client> made = [];
    private readonly SharedClients<string, Client> clients;

    public SharedClientsTests() =>
        clients = new(
            key =>
            {
                var client = new Client(key);
                made.Add(client);
                return client;
            },
            clock
        );

    [Fact]
    public void Uses_of_one_key_share_a_client_also_one_after_the_other()
    {
        using (var one = clients.Take("a"))
        using (var other = clients.Take("a"))
            one.Client.ShouldBe(other.Client);
        using (clients.Take("a")) { }

        made.ShouldHaveSingleItem().IsClosed.ShouldBeFalse();
    }

    [Fact]
    public void A_forgotten_client_is_closed_when_its_last_use_ends_and_the_next_use_has_another()
    {
        var use = clients.Take("a");

        clients.Forget("a");

        made[0].IsClosed.ShouldBeFalse();
        using (var next = clients.Take("a"))
            next.Client.ShouldNotBe(use.Client);
        use.Dispose();
        use.Dispose();
        (made[0].IsClosed, made[1].IsClosed).ShouldBe((true, false));
    }

    [Fact]
    public void A_forgotten_client_that_nobody_uses_is_closed_at_once()
    {
        using (clients.Take("a")) { }

        clients.Forget("a");
        clients.Forget("never seen");

        made[0].IsClosed.ShouldBeTrue();
    }

    [Fact]
    public void Of_many_that_nobody_uses_the_last_used_are_kept()
    {
        using var used = clients.Take("used");
        for (var number = 0; number < SharedClients<string, Client>.MostIdle + 3; number++)
        {
            clock.MoveAhead(TimeSpan.FromSeconds(1));
            using (clients.Take($"{number}")) { }
        }

        made.Where(client => client.IsClosed)
            .Select(client => client.Key)
            .ShouldBe(["0", "1", "2"]);
    }

    [Fact]
    public void One_that_was_idle_for_long_is_closed_by_the_next_use_of_another()
    {
        using (clients.Take("a")) { }
        clock.MoveAhead(SharedClients<string, Client>.LongestIdle + TimeSpan.FromSeconds(1));

        using (clients.Take("b")) { }

        made.Select(client => client.IsClosed).ShouldBe([true, false]);
    }

    [Fact]
    public void All_are_closed_in_the_end()
    {
        using (clients.Take("a")) { }
        using var used = clients.Take("b");

        clients.Dispose();

        made.ShouldAllBe(client => client.IsClosed);
    }

    internal sealed class Client(string key) : IDisposable
    {
        public string Key => key;

        public bool IsClosed { get; private set; }

        public void Dispose() => IsClosed = true;
    }
}
