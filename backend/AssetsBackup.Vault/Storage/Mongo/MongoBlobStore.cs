using System.Runtime.CompilerServices;
using MongoDB.Bson;
using MongoDB.Driver;

namespace AssetsBackup.Vault;

/// <summary>
/// Blobs as documents of one collection, a tenant's under its own prefix of <c>_id</c>. The same code serves MongoDB, Amazon
/// DocumentDB and Azure Cosmos DB for MongoDB, so it uses what all of them have: single-document inserts, reads and deletes
/// by <c>_id</c>, and pages in the order of <c>_id</c>. No transactions, no upserts, no sessions.
/// See <see cref="IBlobStore"/> for the promises kept.
/// </summary>
public sealed class MongoBlobStore : IBlobStore
{
    /// <summary>The collection that holds the blobs of all tenants of a database.</summary>
    public const string Collection = "blobs";

    // Short enough to come in one answer, so that no cursor stays open between pages.
    private const int PageSize = 1000;

    private readonly IMongoCollection<BsonDocument> blobs;
    private readonly string ids;
    private readonly MongoResilience resilience;

    /// <summary>Opens the store of one tenant; nothing is sent before the first call.</summary>
    /// <param name="database">The database, from a client that signs in and whose connections are allowed.</param>
    /// <param name="tenant">The tenant whose blobs this instance sees.</param>
    /// <param name="patience">How long a call is repeated while the database is busy or away.</param>
    /// <param name="clock">The clock that patience is measured with.</param>
    public MongoBlobStore(
        IMongoDatabase database,
        Guid tenant,
        MongoPatience patience,
        TimeProvider clock
    )
    {
        blobs = database
            .GetCollection<BsonDocument>(Collection)
            .WithWriteConcern(WriteConcern.WMajority.With(journal: true))
            .WithReadPreference(ReadPreference.Primary);
        ids = $"{tenant:N}/";
        resilience = new MongoResilience(patience, clock);
    }

    /// <inheritdoc/>
    public async Task PutAsync(
        string name,
        ReadOnlyMemory<byte> content,
        CancellationToken cancellationToken
    )
    {
        BlobName.Check(name);
        BlobName.CheckContent(content);
        var blob = MongoBlob.Create(ids + name, content);
        await resilience.RunAsync(
            $"Blob '{name}' was not stored",
            async stop =>
            {
                await InsertAsync(blob, name, stop);
                return true;
            },
            cancellationToken
        );
    }

    /// <inheritdoc/>
    public async Task<byte[]> GetAsync(string name, CancellationToken cancellationToken)
    {
        BlobName.Check(name);
        var found = await resilience.RunAsync(
            $"Blob '{name}' was not read",
            stop =>
                blobs
                    .Find(WithId(ids + name))
                    .Project(MongoBlob.ContentOnly)
                    .FirstOrDefaultAsync(stop),
            cancellationToken
        );
        return found is null ? throw new BlobNotFoundException(name) : MongoBlob.ContentOf(found);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<BlobInfo> ListAsync(
        string prefix,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        BlobName.CheckPrefix(prefix);
        var after = ids + prefix;
        // '0' follows '/', with which every prefix ends: the range holds what begins with the prefix and nothing else.
        var end = $"{after[..^1]}0";
        while (true)
        {
            var page = await resilience.RunAsync(
                $"Blobs '{prefix}' were not listed",
                stop => PageAsync(after, end, stop),
                cancellationToken
            );
            foreach (var (id, length) in page)
                if (BlobName.IsValid(id[ids.Length..]))
                    yield return new BlobInfo(id[ids.Length..], length);
            if (page.Count < PageSize)
                yield break;
            after = page[^1].Id;
        }
    }

    /// <inheritdoc/>
    public async Task DeleteAsync(string name, CancellationToken cancellationToken)
    {
        BlobName.Check(name);
        var failed = $"Blob '{name}' was not deleted";
        var stored = await resilience.RunAsync(
            failed,
            stop => AttemptOfAsync(blobs, ids + name, stop),
            cancellationToken
        );
        if (stored is null)
            return;
        // By its attempt too: a delete that comes late or twice takes no blob that was put under the name meanwhile.
        var blob = WithId(ids + name)
            .Add(MongoBlob.Attempt, stored.GetValue(MongoBlob.Attempt, BsonNull.Value));
        await resilience.RunAsync(
            failed,
            stop => blobs.DeleteOneAsync(blob, stop),
            cancellationToken
        );
    }

    // Never an upsert: two that race may both be told that they inserted. An insert has one winner, by the index on _id.
    private async Task InsertAsync(
        BsonDocument blob,
        string name,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await blobs.InsertOneAsync(blob, options: null, cancellationToken);
        }
        catch (MongoWriteException e) when (MongoFailure.IsDuplicate(e))
        {
            await ThrowUnlessOurOwnAsync(blob, name, cancellationToken);
        }
    }

    /// <summary>
    /// An insert whose answer was lost meets its own document when it is repeated: the attempt's id tells. It is asked of
    /// the majority, because the first answer may have been lost together with the server that gave it.
    /// </summary>
    private async Task ThrowUnlessOurOwnAsync(
        BsonDocument blob,
        string name,
        CancellationToken cancellationToken
    )
    {
        var stored =
            await AttemptOfAsync(
                blobs.WithReadConcern(ReadConcern.Majority),
                MongoBlob.IdOf(blob),
                cancellationToken
            ) ?? throw new MongoUndecidedException();
        if (stored.GetValue(MongoBlob.Attempt, BsonNull.Value) != blob[MongoBlob.Attempt])
            throw new BlobExistsException(name);
    }

    /// <summary>Null where no blob is.</summary>
    private static Task<BsonDocument?> AttemptOfAsync(
        IMongoCollection<BsonDocument> blobs,
        string id,
        CancellationToken cancellationToken
    ) =>
        blobs
            .Find(WithId(id))
            .Project(MongoBlob.AttemptOnly)
            .FirstOrDefaultAsync(cancellationToken)!;

    // What others have put into a document goes before the next is read: a page is as small as its ids.
    private async Task<List<(string Id, long Length)>> PageAsync(
        string after,
        string end,
        CancellationToken cancellationToken
    )
    {
        var page = new List<(string, long)>();
        await blobs
            .Find(
                new BsonDocument(
                    MongoBlob.Id,
                    new BsonDocument { { "$gt", after }, { "$lt", end } }
                ),
                new FindOptions { BatchSize = PageSize + 1 }
            )
            .Sort(new BsonDocument(MongoBlob.Id, 1))
            .Limit(PageSize)
            .Project(MongoBlob.LengthOnly)
            .ForEachAsync(
                blob => page.Add((MongoBlob.IdOf(blob), MongoBlob.LengthOf(blob))),
                cancellationToken
            );
        return page;
    }

    private static BsonDocument WithId(string id) => new(MongoBlob.Id, id);
}
