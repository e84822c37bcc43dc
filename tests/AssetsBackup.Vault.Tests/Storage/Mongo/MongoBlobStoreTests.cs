using System.Diagnostics.CodeAnalysis;
using MongoDB.Bson;
using MongoDB.Driver;
using MongoGateway.Profiles;
using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

/// <summary>The store's contract on the real engine; profiles lay the published rules of managed services over it.</summary>
[Trait("Needs", "engine")]
public abstract class MongoBlobStoreContract(Profile profile) : BlobStoreContract, IAsyncLifetime
{
    [NotNull]
    private protected MongoDatabaseHost? Host { get; private set; }

    public async ValueTask InitializeAsync() => Host = await MongoDatabaseHost.StartAsync(profile);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await (Host?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    protected override IBlobStore Open() => Host.Open();

    [Fact]
    public async Task A_tenant_does_not_see_touch_or_block_the_blobs_of_another()
    {
        await Open().PutAsync("a/b", Bytes("mine"), Never);
        var other = Host.Open(Guid.Parse("0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f1"));

        (await ListAsync(other, "")).ShouldBeEmpty();
        await Should.ThrowAsync<BlobNotFoundException>(() => other.GetAsync("a/b", Never));
        await other.DeleteAsync("a/b", Never);
        await other.PutAsync("a/b", Bytes("theirs"), Never);

        (await Open().GetAsync("a/b", Never)).ShouldBe(Bytes("mine"));
        (await ListAsync(Open(), "")).ShouldBe([new BlobInfo("a/b", 4)]);
    }

    [Fact]
    public async Task Many_blobs_are_listed_once_each_over_several_pages()
    {
        var documents = Enumerable
            .Range(0, 2500)
            .Select(i => MongoBlob.Create($"{Tenant:N}/packs/{i % 7:D2}/{i:D5}", new byte[i % 90]));
        await Host.Documents.InsertManyUnthrottledAsync(documents);

        var listed = await ListAsync(Open(), "packs/");

        listed.Count.ShouldBe(2500);
        listed.Select(blob => blob.Name).Distinct(StringComparer.Ordinal).Count().ShouldBe(2500);
        listed.ShouldAllBe(blob => blob.Length == int.Parse(blob.Name.Substring(9)) % 90);
        (await ListAsync(Open(), "packs/03/")).Count.ShouldBe(357);
    }

    [Theory]
    [InlineData("index/Thumbs.db")]
    [InlineData(".check")]
    public async Task A_document_that_somebody_else_left_under_an_odd_name_is_never_listed(
        string stray
    )
    {
        await Open().PutAsync("index/a", Bytes("x"), Never);
        await Host.Documents.InsertManyUnthrottledAsync([
            new BsonDocument { { "_id", $"{Tenant:N}/{stray}" }, { "note", "not ours" } },
        ]);

        (await ListAsync(Open(), "")).ShouldBe([new BlobInfo("index/a", 1)]);
    }

    [Fact]
    public async Task A_document_never_exceeds_what_the_smallest_of_the_services_takes()
    {
        await Open().PutAsync(new string('n', 80), new byte[BlobName.MaxLength], Never);

        var stored = await Host.Documents.FindUnthrottledAsync();

        stored.ToBson().Length.ShouldBeLessThan(2_000_000);
    }
}

public sealed class MongoBlobStoreOnTheEngineTests() : MongoBlobStoreContract(new Profile())
{
    [Fact]
    public async Task Twenty_thousand_blobs_are_listed_once_each()
    {
        await Host.Documents.InsertManyUnthrottledAsync(
            Enumerable
                .Range(0, 20_000)
                .Select(i => MongoBlob.Create($"{Tenant:N}/index/{i:D5}", Bytes("x")))
        );

        var names = await Open().ListAsync("index/", Never).Select(blob => blob.Name).ToListAsync();

        names.ShouldBe(Enumerable.Range(0, 20_000).Select(i => $"index/{i:D5}"));
    }
}

public sealed class MongoBlobStoreByAmazonsRulesTests()
    : MongoBlobStoreContract(new AmazonProfile());

public sealed class MongoBlobStoreByRequestUnitsRulesTests()
    : MongoBlobStoreContract(new RequestUnitsProfile());

public sealed class MongoBlobStoreByVCoreRulesTests() : MongoBlobStoreContract(new VCoreProfile());
