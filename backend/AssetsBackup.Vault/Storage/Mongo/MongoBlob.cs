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

    /// <summary>Nothing of a document that this program did not store: that no blob is empty names it as damaged.</summary>
    internal static byte[] ContentOf(BsonDocument blob) =>
        blob.TryGetValue(Content, out var content) && content.IsBsonBinaryData
            ? content.AsByteArray
            : [];

    /// <summary>As <see cref="ContentOf"/>: 0 where the length is none that a blob can have.</summary>
    internal static long LengthOf(BsonDocument blob)
    {
        var length = blob.GetValue(Length, 0) switch
        {
            BsonInt32 number => number.Value,
            BsonInt64 number => number.Value,
            _ => 0,
        };
        return length is > 0 and <= BlobName.MaxLength ? length : 0;
    }
}
