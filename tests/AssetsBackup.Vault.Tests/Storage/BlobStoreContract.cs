using System.Text;

namespace AssetsBackup.Vault.Tests;

/// <summary>
/// What <see cref="IBlobStore"/> promises, for every store and every decorator. One subclass a store; the app's tests take
/// this file too.
/// </summary>
public abstract class BlobStoreContract
{
    private static readonly CancellationToken Never = CancellationToken.None;

    protected abstract IBlobStore Open();

    [Fact]
    public async Task A_blob_that_was_put_is_got_by_another_instance_of_the_store()
    {
        await Open().PutAsync("packs/ab/abcd", Bytes("content"), Never);

        (await Open().GetAsync("packs/ab/abcd", Never)).ShouldBe(Bytes("content"));
    }

    [Fact]
    public async Task An_empty_blob_and_the_largest_one_are_stored()
    {
        var store = Open();
        var largest = new byte[BlobName.MaxLength];
        largest[^1] = 42;

        await store.PutAsync("empty", Array.Empty<byte>(), Never);
        await store.PutAsync("largest", largest, Never);

        (await store.GetAsync("empty", Never)).ShouldBeEmpty();
        (await store.GetAsync("largest", Never)).AsSpan().SequenceEqual(largest).ShouldBeTrue();
    }

    [Fact]
    public async Task A_blob_over_the_limit_is_refused()
    {
        var store = Open();

        await Should.ThrowAsync<ArgumentException>(() =>
            store.PutAsync("a", new byte[BlobName.MaxLength + 1], Never)
        );

        (await ListAsync(store, "")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_second_put_of_a_name_fails_and_leaves_the_first_content()
    {
        var store = Open();
        await store.PutAsync("a/b", Bytes("first"), Never);

        await Should.ThrowAsync<BlobExistsException>(() =>
            store.PutAsync("a/b", Bytes("second"), Never)
        );

        (await store.GetAsync("a/b", Never)).ShouldBe(Bytes("first"));
        (await ListAsync(store, "")).ShouldBe([new BlobInfo("a/b", 5)]);
    }

    [Fact]
    public async Task Of_many_puts_of_one_name_at_once_exactly_one_succeeds()
    {
        var store = Open();
        for (var round = 0; round < 20; round++)
        {
            var name = $"race-{round}";
            var puts = Enumerable
                .Range(0, 8)
                .Select(i => Task.Run(() => TryPutAsync(store, name, Bytes($"{i:D2}"))));

            var succeeded = await Task.WhenAll(puts);

            succeeded.Count(won => won).ShouldBe(1);
            (await store.GetAsync(name, Never)).ShouldBe(
                Bytes($"{Array.IndexOf(succeeded, true):D2}")
            );
        }
    }

    [Fact]
    public async Task A_blob_on_its_way_is_absent_or_whole()
    {
        var store = Open();
        var content = new byte[BlobName.MaxLength];
        content.AsSpan().Fill(42);
        for (var round = 0; round < 3; round++)
        {
            var name = $"packs/{round}";
            var putting = Task.Run(() => store.PutAsync(name, content, Never));
            do
            {
                (await ListAsync(Open(), "")).ShouldAllBe(blob => blob.Length == content.Length);
                try
                {
                    var read = await Open().GetAsync(name, Never);
                    read.AsSpan().SequenceEqual(content).ShouldBeTrue();
                }
                catch (BlobNotFoundException) { }
            } while (!putting.IsCompleted);
            await putting;
        }
    }

    [Fact]
    public async Task An_absent_blob_is_named_as_absent()
    {
        await Should.ThrowAsync<BlobNotFoundException>(() =>
            Open().GetAsync("index/absent", Never)
        );
    }

    [Fact]
    public async Task A_listing_names_the_blobs_below_its_prefix_once_with_their_length()
    {
        var store = Open();
        string[] names = ["vault", "index/a", "index/b", "packs/00/a", "packs/01/b", "index-other"];
        foreach (var name in names)
            await store.PutAsync(name, Bytes(name), Never);

        (await ListAsync(store, "index/")).ShouldBe([
            new BlobInfo("index/a", 7),
            new BlobInfo("index/b", 7),
        ]);
        (await ListAsync(store, "packs/"))
            .Select(blob => blob.Name)
            .ShouldBe(["packs/00/a", "packs/01/b"]);
        (await ListAsync(store, "")).Select(blob => blob.Name).ShouldBe(names, ignoreOrder: true);
        (await ListAsync(store, "nothing/")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_deleted_blob_is_gone_and_may_be_put_again()
    {
        var store = Open();
        await store.PutAsync("a", Bytes("old"), Never);

        await store.DeleteAsync("a", Never);
        await store.DeleteAsync("a", Never);

        (await ListAsync(store, "")).ShouldBeEmpty();
        await store.PutAsync("a", Bytes("new"), Never);
        (await store.GetAsync("a", Never)).ShouldBe(Bytes("new"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/a")]
    [InlineData("a/")]
    [InlineData("a//b")]
    [InlineData("..")]
    [InlineData("a/../b")]
    [InlineData(".tmp/a")]
    [InlineData("A")]
    [InlineData("a b")]
    [InlineData("a\n")]
    [InlineData("a/b/c/d/e")]
    public async Task A_name_outside_the_grammar_is_refused(string name)
    {
        var store = Open();

        await Should.ThrowAsync<ArgumentException>(() => store.PutAsync(name, Bytes("x"), Never));
        await Should.ThrowAsync<ArgumentException>(() => store.GetAsync(name, Never));
        await Should.ThrowAsync<ArgumentException>(async () =>
            await store.DeleteAsync(name, Never)
        );
    }

    [Fact]
    public async Task A_cancelled_put_stores_nothing()
    {
        var store = Open();

        await Should.ThrowAsync<OperationCanceledException>(() =>
            store.PutAsync("a", Bytes("x"), new CancellationToken(canceled: true))
        );

        (await ListAsync(store, "")).ShouldBeEmpty();
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static async Task<bool> TryPutAsync(IBlobStore store, string name, byte[] content)
    {
        try
        {
            await store.PutAsync(name, content, Never);
            return true;
        }
        catch (BlobExistsException)
        {
            return false;
        }
    }

    protected static async Task<List<BlobInfo>> ListAsync(IBlobStore store, string prefix) =>
        await store
            .ListAsync(prefix, Never)
            .OrderBy(blob => blob.Name, StringComparer.Ordinal)
            .ToListAsync();
}
