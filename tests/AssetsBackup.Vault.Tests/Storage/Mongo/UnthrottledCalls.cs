using MongoDB.Bson;
using MongoDB.Driver;

namespace AssetsBackup.Vault.Tests;

/// <summary>A test's own calls beside the store, made again until a throttling profile lets them through.</summary>
internal static class UnthrottledCalls
{
    internal static async Task InsertManyUnthrottledAsync(
        this IMongoCollection<BsonDocument> collection,
        IEnumerable<BsonDocument> documents
    )
    {
        foreach (var batch in documents.Chunk(500))
        {
            await RepeatAsync(() =>
                collection.InsertManyAsync(batch, new InsertManyOptions { IsOrdered = false })
            );
        }
    }

    internal static async Task<BsonDocument> FindUnthrottledAsync(
        this IMongoCollection<BsonDocument> collection
    )
    {
        var found = new BsonDocument();
        await RepeatAsync(async () =>
            found = await collection.Find(FilterDefinition<BsonDocument>.Empty).SingleAsync()
        );
        return found;
    }

    private static async Task RepeatAsync(Func<Task> call)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await call();
                return;
            }
            // What a first, half refused batch stored meets itself in the second.
            catch (MongoBulkWriteException e) when (e.WriteErrors.All(error => error.Code == 11000))
            {
                return;
            }
            catch (MongoException) when (attempt < 20) { }
        }
    }
}
