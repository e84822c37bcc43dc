using MongoDB.Bson;
using MongoGateway.Commands;

namespace MongoGateway.Profiles;

/// <summary>What a profile says of one command.</summary>
/// <param name="Answer">Answered instead of running it.</param>
/// <param name="Run">Run in its place.</param>
/// <param name="Errors">Items that count as refused.</param>
public sealed record Verdict(
    BsonDocument? Answer = null,
    Command? Run = null,
    IReadOnlyList<BsonDocument>? Errors = null
)
{
    public static readonly Verdict Allowed = new();

    public static Verdict Refused(int code, string message) => new(Replies.Error(code, message));
}

/// <summary>
/// Published rules of a managed service, laid over the engine. This is a simulation from documentation, not the service.
/// This one has none: the engine as it is.
/// </summary>
public class Profile
{
    public virtual string Version => "7.0.0";

    /// <summary>Changes what the server says of itself.</summary>
    public virtual void Hello(BsonDocument reply, int port) { }

    public virtual Verdict Judge(Command command) => Verdict.Allowed;

    /// <summary>Changes an answer of the engine.</summary>
    public virtual byte[] Finish(Command command, Verdict verdict, byte[] reply) => reply;
}
