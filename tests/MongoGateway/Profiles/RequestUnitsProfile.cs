using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using MongoGateway.Commands;

namespace MongoGateway.Profiles;

/// <summary>
/// Cosmos DB for MongoDB with request units: every fifth call is refused for its rate, a batch in its middle; documents of
/// 2 MB at most; sorting needs an index; no sessions and fewer commands.
/// </summary>
public sealed class RequestUnitsProfile : Profile
{
    private const int LongestDocument = 2 * 1024 * 1024;
    private const int RefusesEvery = 5;
    private const int RetryAfterMs = 3;

    private static readonly HashSet<string> Counted =
    [
        "insert",
        "update",
        "delete",
        "find",
        "getMore",
        "aggregate",
    ];

    private static readonly HashSet<string> Missing =
    [
        "endSessions",
        "startSession",
        "refreshSessions",
        "collMod",
        "renameCollection",
        "serverStatus",
    ];

    private readonly Lock gate = new();
    private readonly HashSet<string> indexed = new(StringComparer.Ordinal);
    private readonly HashSet<string> filled = new(StringComparer.Ordinal);
    private int calls;

    public override string Version => "4.2.0";

    public override void Hello(BsonDocument reply, int port) =>
        reply.Remove("logicalSessionTimeoutMinutes");

    public override Verdict Judge(Command command)
    {
        if (Missing.Contains(command.Name) || command.Body.Contains("txnNumber"))
            return Verdict.Refused(
                59,
                $"Command {command.Name} not supported prior to authentication or at all."
            );
        lock (gate)
            return Rule(command) ?? Rate(command);
    }

    public override byte[] Finish(Command command, Verdict verdict, byte[] reply)
    {
        if (verdict.Errors is not { Count: > 0 } errors)
            return reply;
        var answer = BsonSerializer.Deserialize<BsonDocument>(reply);
        return Replies.Written(answer["n"].ToInt32(), errors).ToBson();
    }

    private Verdict? Rule(Command command)
    {
        switch (command.Name)
        {
            case "insert" when command.Documents.Any(document => document.Length > LongestDocument):
                return Verdict.Refused(16, "Error=16, Details='Request size is too large'");
            case "insert":
                filled.Add(command.Collection);
                return null;
            case "createIndexes":
                return Indexes(command);
            case "find" when command.Body.TryGetValue("sort", out var sort):
                return SortRule(command.Collection, sort.AsBsonDocument);
            case "aggregate" when Stages(command).Any(IsMissing):
                return Verdict.Refused(40324, "Unrecognized pipeline stage name");
            default:
                return null;
        }
    }

    private Verdict? Indexes(Command command)
    {
        foreach (var index in command.Body["indexes"].AsBsonArray)
        {
            if (
                index.AsBsonDocument.GetValue("unique", false).ToBoolean()
                && filled.Contains(command.Collection)
            )
                return Verdict.Refused(
                    67,
                    "Cannot create unique index when collection contains documents"
                );
            indexed.Add($"{command.Collection}:{Fields(index["key"].AsBsonDocument)}");
        }
        return null;
    }

    private Verdict? SortRule(string collection, BsonDocument sort) =>
        Fields(sort) == "_id" || indexed.Contains($"{collection}:{Fields(sort)}")
            ? null
            : Verdict.Refused(
                2,
                "The index path corresponding to the specified order-by item is excluded."
            );

    private Verdict Rate(Command command)
    {
        if (!Counted.Contains(command.Name) || ++calls % RefusesEvery != 0)
            return Verdict.Allowed;
        var done = command.Documents.Count / 2;
        if (done == 0)
            return Verdict.Refused(16500, Replies.Throttled(RetryAfterMs));
        var errors = Enumerable
            .Range(done, command.Documents.Count - done)
            .Select(index => Replies.WriteError(index, 16500, Replies.Throttled(RetryAfterMs)));
        return new Verdict(Run: command.With(command.Documents.Take(done)), Errors: [.. errors]);
    }

    private static bool IsMissing(BsonDocument stage) =>
        stage.Contains("$bucket")
        || stage.GetValue("$lookup", new BsonDocument()).AsBsonDocument.Contains("pipeline");

    private static IEnumerable<BsonDocument> Stages(Command command) =>
        command.Body["pipeline"].AsBsonArray.Select(stage => stage.AsBsonDocument);

    private static string Fields(BsonDocument key) => string.Join(',', key.Names);
}
