using MongoDB.Bson;

namespace MongoGateway.Commands;

/// <summary>Answers in the shape that drivers expect.</summary>
public static class Replies
{
    public static BsonDocument Ok() => new("ok", 1.0);

    public static BsonDocument Error(int code, string message) =>
        new()
        {
            { "ok", 0.0 },
            { "errmsg", message },
            { "code", code },
            { "codeName", ErrorCodes.NameOf(code) },
        };

    /// <summary>One entry of <c>writeErrors</c>.</summary>
    public static BsonDocument WriteError(int index, int code, string message) =>
        new()
        {
            { "index", index },
            { "code", code },
            { "errmsg", message },
        };

    /// <summary>The answer of a write of which some items were refused.</summary>
    public static BsonDocument Written(int applied, IEnumerable<BsonDocument> errors) =>
        new()
        {
            { "n", applied },
            { "writeErrors", new BsonArray(errors) },
            { "ok", 1.0 },
        };

    /// <summary>Cosmos DB's words for "too many requests" (request units).</summary>
    public static string Throttled(int retryAfterMs) =>
        $"Error=16500, RetryAfterMs={retryAfterMs}, Details='Response status code does not indicate success: TooManyRequests (429); Substatus: 3200; Reason: (Request rate is large.)'";
}
