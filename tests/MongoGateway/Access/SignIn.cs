using MongoDB.Bson;
using MongoGateway.Commands;

namespace MongoGateway.Access;

/// <summary>Signing in on one connection. A wrong password is refused for real: the client's proof is checked.</summary>
internal sealed class SignIn(IReadOnlyList<GatewayUser> users)
{
    private static readonly BsonDocument Failed = Replies.Error(18, "Authentication failed.");

    private ScramExchange? exchange;

    public GatewayUser? User { get; private set; }

    public bool Suffices => users.Count == 0 || User is not null;

    public BsonDocument Start(BsonDocument start)
    {
        if (start["mechanism"] != "SCRAM-SHA-256")
            return Replies.Error(2, "Only SCRAM-SHA-256 is offered");
        exchange = ScramExchange.Begin(users, start["payload"].AsByteArray);
        return exchange is null ? Failed : Step(exchange.ServerFirst, done: false);
    }

    public BsonDocument Continue(BsonDocument step)
    {
        if (exchange is null)
            return Failed;
        var payload = step["payload"].AsByteArray;
        if (User is not null && payload.Length == 0)
            return Step([], done: true);
        if (exchange.Finish(payload) is not { } serverFinal)
            return Failed;
        User = exchange.User;
        return Step(serverFinal, done: false);
    }

    private static BsonDocument Step(byte[] payload, bool done) =>
        new()
        {
            { "conversationId", 1 },
            { "done", done },
            { "payload", payload },
            { "ok", 1.0 },
        };
}
