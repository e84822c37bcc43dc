using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using MongoGateway.Commands;

namespace MongoGateway.Profiles;

/// <summary>Amazon DocumentDB before engine 8.0.2: a replica set, no retryable writes, no order that nobody asked for.</summary>
/// <param name="host">The name that its one member goes by.</param>
public sealed class AmazonProfile(string host = "127.0.0.1") : Profile
{
    public override string Version => "5.0.0";

    public override void Hello(BsonDocument reply, int port)
    {
        var me = $"{host}:{port}";
        reply.Remove("msg");
        reply["setName"] = "rs0";
        reply["hosts"] = new BsonArray { me };
        (reply["me"], reply["primary"]) = (me, me);
        (reply["secondary"], reply["setVersion"]) = (false, 1);
    }

    public override Verdict Judge(Command command) =>
        command.Body.Contains("txnNumber") && !command.Body.Contains("startTransaction")
            ? Verdict.Refused(301, "Retryable writes are not supported")
            : Verdict.Allowed;

    public override byte[] Finish(Command command, Verdict verdict, byte[] reply)
    {
        if (command.Name != "find" || command.Body.Contains("sort"))
            return reply;
        var answer = BsonSerializer.Deserialize<BsonDocument>(reply);
        if (answer.TryGetValue("cursor", out var cursor))
            cursor["firstBatch"] = new BsonArray(cursor["firstBatch"].AsBsonArray.Reverse());
        return answer.ToBson();
    }
}
