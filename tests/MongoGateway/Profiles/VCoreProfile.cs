using MongoDB.Bson;
using MongoGateway.Commands;

namespace MongoGateway.Profiles;

/// <summary>Azure DocumentDB (Cosmos DB for MongoDB vCore): a batch over 25,000 writes fails whole; no retryable writes.</summary>
/// <remarks>It speaks TLS and SCRAM-SHA-256 only; a gateway with this profile is given a certificate and users.</remarks>
public sealed class VCoreProfile : Profile
{
    private const int LargestBatch = 25_000;

    public override Verdict Judge(Command command)
    {
        if (command.Documents.Count > LargestBatch)
            return Verdict.Refused(2, $"Write batch sizes must be between 1 and {LargestBatch}");
        return command.Body.Contains("txnNumber") && !command.Body.Contains("startTransaction")
            ? Verdict.Refused(20, "The connection string must say retryWrites=false")
            : Verdict.Allowed;
    }

    public override void Hello(BsonDocument reply, int port) =>
        reply["maxWriteBatchSize"] = 100_000;
}
