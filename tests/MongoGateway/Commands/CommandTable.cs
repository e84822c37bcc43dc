using MongoDB.Bson;
using MongoGateway.Wire;
using Npgsql;

namespace MongoGateway.Commands;

/// <summary>Every command goes this way: who asks, what is to fail, what the profile refuses, then the engine.</summary>
internal sealed class CommandTable(Gateway gateway, EngineCommands? engine)
{
    private static readonly HashSet<string> WithoutSignIn = new(StringComparer.OrdinalIgnoreCase)
    {
        "hello",
        "isMaster",
        "ping",
        "buildInfo",
        "saslStart",
        "saslContinue",
    };

    private static readonly HashSet<string> Writes = new(StringComparer.Ordinal)
    {
        "insert",
        "update",
        "delete",
        "findAndModify",
        "create",
        "drop",
        "dropDatabase",
        "createIndexes",
        "dropIndexes",
    };

    /// <summary>The answer, or null where the connection is to end without one.</summary>
    public async Task<byte[]?> RunAsync(
        Connection connection,
        Command command,
        CancellationToken cancellationToken
    )
    {
        if (!connection.SignIn.Suffices && !WithoutSignIn.Contains(command.Name))
            return Replies.Error(13, $"Command {command.Name} requires authentication").ToBson();
        if (Writes.Contains(command.Name) && connection.SignIn.User is { ReadOnly: true })
            return Replies
                .Error(
                    13,
                    $"not authorized on {command.Database} to execute command {command.Name}"
                )
                .ToBson();
        var fault = gateway.Faults.Take(command.Name);
        if (fault is { Acts: false })
            return fault.Answer?.ToBson();
        var reply = await JudgedAsync(connection, command, cancellationToken);
        return fault is null ? reply : fault.Answer?.ToBson();
    }

    private async Task<byte[]> JudgedAsync(
        Connection connection,
        Command command,
        CancellationToken cancellationToken
    )
    {
        var verdict = gateway.Options.Profile.Judge(command);
        if (verdict.Answer is { } refusal)
            return refusal.ToBson();
        if (Handshake.Answer(gateway, connection, command) is { } answer)
            return gateway.Options.Profile.Finish(command, verdict, answer.ToBson());
        if (engine is null)
            return Replies.Error(115, "There is no engine behind this gateway").ToBson();
        try
        {
            var reply = await engine.RunAsync(verdict.Run ?? command, cancellationToken);
            return gateway.Options.Profile.Finish(command, verdict, reply);
        }
        catch (PostgresException e)
        {
            return Replies.Error(ErrorCodes.Of(e.SqlState), e.MessageText).ToBson();
        }
    }
}
