using MongoDB.Bson;
using MongoGateway.Wire;

namespace MongoGateway.Commands;

/// <summary>What is answered without the engine: who is here, what it can do, signing in.</summary>
internal static class Handshake
{
    private const int WireVersion = 21;

    /// <summary>Null for a command that is the engine's.</summary>
    public static BsonDocument? Answer(Gateway gateway, Connection connection, Command command) =>
        command.Name switch
        {
            "hello" or "isMaster" or "ismaster" => Hello(gateway, connection, command),
            "ping" or "endSessions" or "commitTransaction" or "abortTransaction" => Replies.Ok(),
            "buildInfo" or "buildinfo" => new BsonDocument
            {
                { "version", gateway.Options.Profile.Version },
                { "ok", 1.0 },
            },
            "connectionStatus" => new BsonDocument
            {
                { "authInfo", new BsonDocument("authenticatedUsers", new BsonArray()) },
                { "ok", 1.0 },
            },
            "getParameter" => new BsonDocument
            {
                { "featureCompatibilityVersion", "7.0" },
                { "ok", 1.0 },
            },
            "saslStart" => connection.SignIn.Start(command.Body),
            "saslContinue" => connection.SignIn.Continue(command.Body),
            _ => null,
        };

    private static BsonDocument Hello(Gateway gateway, Connection connection, Command command)
    {
        var reply = new BsonDocument
        {
            { "helloOk", true },
            { command.Name == "hello" ? "isWritablePrimary" : "ismaster", true },
            { "msg", "isdbgrid" },
            { "maxBsonObjectSize", 16 * 1024 * 1024 },
            { "maxMessageSizeBytes", 48_000_000 },
            { "maxWriteBatchSize", 100_000 },
            { "logicalSessionTimeoutMinutes", 30 },
            { "minWireVersion", 0 },
            { "maxWireVersion", WireVersion },
            { "readOnly", false },
        };
        if (command.Body.Contains("saslSupportedMechs"))
            reply["saslSupportedMechs"] = new BsonArray { "SCRAM-SHA-256" };
        // Who is not known is told only when he asks in earnest.
        if (
            command.Body.TryGetValue("speculativeAuthenticate", out var start)
            && connection.SignIn.Start(start.AsBsonDocument) is var begun
            && begun["ok"] == 1.0
        )
            reply["speculativeAuthenticate"] = begun;
        gateway.Options.Profile.Hello(reply, gateway.Port);
        return reply.Add("ok", 1.0);
    }
}
