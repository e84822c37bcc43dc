using System.Security.Cryptography;
using MongoDB.Bson;
using MongoDB.Driver;
using MongoGateway;
using MongoGateway.Profiles;

namespace AssetsBackup.Vault.Tests;

/// <summary>The profiles do refuse what they claim to: a store that ignored the rules would not pass under them.</summary>
[Trait("Needs", "engine")]
public sealed class GatewayProfileTests
{
    [Theory]
    [InlineData("amazon", 301)]
    [InlineData("vcore", 20)]
    public async Task The_drivers_retryable_writes_are_refused(string service, int code)
    {
        await using var database = await OpenAsync(service, retryWrites: true);

        var refused = await Should.ThrowAsync<MongoException>(() =>
            database.Documents.InsertOneAsync(new BsonDocument("_id", 1))
        );

        refused.ShouldBeAssignableTo<MongoCommandException>()!.Code.ShouldBe(code);
    }

    [Fact]
    public async Task Amazon_gives_no_order_that_nobody_asked_for()
    {
        await using var database = await OpenAsync("amazon");
        await database.InsertAsync(3);

        (await database.IdsAsync(sort: null)).ShouldBe([2, 1, 0]);
        (await database.IdsAsync("_id")).ShouldBe([0, 1, 2]);
    }

    [Fact]
    public async Task Request_units_throttle_calls_and_apply_a_batch_in_part()
    {
        await using var database = await OpenAsync("request units");
        var throttled = new List<int>();

        for (var batch = 0; batch < 10; batch++)
        {
            try
            {
                await database.InsertAsync(4, from: batch * 4);
            }
            catch (MongoBulkWriteException e)
            {
                e.WriteErrors.ShouldAllBe(error => error.Code == 16500);
                throttled.Add(e.WriteErrors.Count);
            }
        }

        throttled.ShouldBe([2, 2]);
        (await database.CountAsync()).ShouldBe(36);
    }

    [Fact]
    public async Task Request_units_sort_by_an_index_only()
    {
        await using var database = await OpenAsync("request units");
        await database.InsertAsync(1);

        var refused = await Should.ThrowAsync<MongoCommandException>(() =>
            database.IdsAsync("length")
        );

        refused.Code.ShouldBe(2);
        (await database.IdsAsync("_id")).ShouldBe([0]);
    }

    [Fact]
    public async Task Request_units_take_no_document_over_two_megabytes()
    {
        await using var database = await OpenAsync("request units");
        var document = new BsonDocument { { "_id", 1 }, { "content", new byte[2_100_000] } };

        await Should.ThrowAsync<MongoException>(() => database.Documents.InsertOneAsync(document));

        (await database.CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_batch_over_25_000_fails_whole_on_vcore()
    {
        await using var database = await OpenAsync("vcore");

        await Should.ThrowAsync<MongoException>(() => database.InsertAsync(25_001));
        (await database.CountAsync()).ShouldBe(0);
        await database.InsertAsync(25_000);

        (await database.CountAsync()).ShouldBe(25_000);
    }

    private static async Task<PlainDatabase> OpenAsync(string service, bool retryWrites = false)
    {
        try
        {
            return new PlainDatabase(
                await SharedEngine.GetAsync(),
                ProfileOf(service),
                retryWrites
            );
        }
        catch (EngineMissingException e)
        {
            Assert.SkipUnless(SharedEngine.IsRequired, e.Message);
            throw;
        }
    }

    private static Profile ProfileOf(string service) =>
        service switch
        {
            "amazon" => new AmazonProfile(),
            "request units" => new RequestUnitsProfile(),
            _ => new VCoreProfile(),
        };

    /// <summary>A database without users, and a driver client as it is out of the box.</summary>
    private sealed class PlainDatabase : IAsyncDisposable
    {
        private readonly string name =
            $"plain-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}";

        private readonly Engine engine;
        private readonly Gateway gateway;
        private readonly MongoClient client;

        public PlainDatabase(Engine engine, Profile profile, bool retryWrites)
        {
            this.engine = engine;
            gateway = Gateway.Start(engine, new GatewayOptions([], profile));
            var way = profile is AmazonProfile ? "&replicaSet=rs0" : "";
            client = new MongoClient(
                $"mongodb://127.0.0.1:{gateway.Port}/?retryReads=false&retryWrites={(retryWrites ? "true" : "false")}{way}"
            );
        }

        public IMongoCollection<BsonDocument> Documents =>
            client.GetDatabase(name).GetCollection<BsonDocument>("documents");

        public Task InsertAsync(int count, int from = 0) =>
            Documents.InsertManyAsync(
                Enumerable.Range(from, count).Select(i => new BsonDocument("_id", i)),
                new InsertManyOptions { IsOrdered = false }
            );

        public Task<long> CountAsync() => engine.CountAsync(name, "documents");

        public async Task<IEnumerable<int>> IdsAsync(string? sort)
        {
            var found = Documents.Find(new BsonDocument());
            var ordered = sort is null ? found : found.Sort(new BsonDocument(sort, 1));
            return (await ordered.ToListAsync()).Select(document => document["_id"].AsInt32);
        }

        public async ValueTask DisposeAsync()
        {
            client.Dispose();
            await gateway.DisposeAsync();
            await engine.DropDatabaseAsync(name);
        }
    }
}
