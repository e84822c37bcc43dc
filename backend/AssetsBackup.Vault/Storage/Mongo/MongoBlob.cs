using System.Security.Cryptography;
using MongoDB.Bson;

namespace AssetsBackup.Vault;

/// <summary>A blob's document: <c>{_id: tenant/name, length, attempt, content}</c>. docs/storage.md shows it.</summary>
internal static class MongoBlob
{
    internal const string Id = "_id";
    internal const string Attempt = "attempt";
    internal const string Length = "length";

    private const string Content = "content";

    internal static readonly BsonDocument ContentOnly = new() { { Content, 1 }, { Id, 0 } };
    internal static readonly BsonDocument AttemptOnly = new(Attempt, 1);
    internal static readonly BsonDocument LengthOnly = new(Length, 1);

    internal static BsonDocument Create(string id, ReadOnlyMemory<byte> content) =>
        new()
        {
            { Id, id },
            { Length, content.Length },
            { Attempt, RandomNumberGenerator.GetBytes(16) },
            { Content, content.ToArray() },
        };

    internal static string IdOf(BsonDocument blob) => blob[Id].AsString;

    /// <exception cref="MongoStoreException">The document is not one that this program stored.</exception>
    internal static byte[] ContentOf(BsonDocument blob) =>
        blob.TryGetValue(Content, out var content) && content.IsBsonBinaryData
            ? content.AsByteArray
            : throw Foreign();

    /// <exception cref="MongoStoreException">The document is not one that this program stored.</exception>
    internal static BlobInfo InfoOf(BsonDocument blob, int idPrefix) =>
        blob.TryGetValue(Length, out var length) && length.IsNumeric
            ? new BlobInfo(IdOf(blob)[idPrefix..], length.ToInt64())
            : throw Foreign();

    private static MongoStoreException Foreign() =>
        new(
            $"A document of the collection {MongoBlobStore.Collection} is not a blob",
            MongoFailureKind.Refused,
            code: 0
        );
}
