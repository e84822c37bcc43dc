using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using Npgsql;

namespace MongoGateway.Commands;

/// <summary>Each command as a call of the engine's SQL function of that name.</summary>
internal sealed class EngineCommands(NpgsqlDataSource source, Cursors cursors)
{
    private const string Body = "$2::bytea::documentdb_core.bson";

    public Task<byte[]> RunAsync(Command command, CancellationToken cancellationToken) =>
        command.Name switch
        {
            "insert" or "update" or "delete" => WriteAsync(command, cancellationToken),
            "findAndModify" => CallAsync(
                command,
                $"SELECT p_result::bytea FROM documentdb_api.find_and_modify($1, {Body}, NULL)",
                cancellationToken
            ),
            "find" => cursors.OpenAsync(source, command, "find", cancellationToken),
            "aggregate" => cursors.OpenAsync(source, command, "aggregate", cancellationToken),
            "listCollections" => cursors.OpenAsync(
                source,
                command,
                "list_collections",
                cancellationToken
            ),
            "listIndexes" => cursors.OpenAsync(source, command, "list_indexes", cancellationToken),
            "getMore" => cursors.MoreAsync(source, command, cancellationToken),
            "killCursors" => cursors.KillAsync(command),
            "count" or "distinct" => CallAsync(
                command,
                $"SELECT document::bytea FROM documentdb_api.{command.Name}_query($1, {Body})",
                cancellationToken
            ),
            "create" => CallAsync(
                command,
                $"SELECT documentdb_api.create_collection_view($1, {Body})::bytea",
                cancellationToken
            ),
            "createIndexes" => CreateIndexesAsync(command, cancellationToken),
            "dropIndexes" => CallAsync(
                command,
                $"CALL documentdb_api.drop_indexes($1, {Body}, NULL)",
                cancellationToken
            ),
            "drop" => DropAsync(command, cancellationToken),
            "dropDatabase" => DropDatabaseAsync(command, cancellationToken),
            "collStats" => StatsAsync(command, cancellationToken),
            _ => Task.FromResult(Replies.Error(59, $"no such command: '{command.Name}'").ToBson()),
        };

    private async Task<byte[]> WriteAsync(Command command, CancellationToken cancellationToken)
    {
        await using var call = source.CreateCommand(
            $"SELECT p_result::bytea FROM documentdb_api.{command.Name}($1, {Body}, $3::bytea::documentdb_core.bsonsequence, NULL)"
        );
        call.Parameters.Add(new() { Value = command.Database });
        call.Parameters.Add(new() { Value = command.ForEngine() });
        call.Parameters.Add(
            new()
            {
                Value = (object?)command.Sequence() ?? DBNull.Value,
                NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Bytea,
            }
        );
        var result = BsonSerializer.Deserialize<BsonDocument>(
            (byte[])(await call.ExecuteScalarAsync(cancellationToken))!
        );
        ErrorCodes.Unpack(result);
        return result.ToBson();
    }

    private async Task<byte[]> CallAsync(
        Command command,
        string sql,
        CancellationToken cancellationToken
    )
    {
        await using var call = source.CreateCommand(sql);
        call.Parameters.Add(new() { Value = command.Database });
        call.Parameters.Add(new() { Value = command.ForEngine() });
        return (byte[])(await call.ExecuteScalarAsync(cancellationToken))!;
    }

    // Not in the background, where the engine's own scheduler would only come by every two seconds.
    private async Task<byte[]> CreateIndexesAsync(
        Command command,
        CancellationToken cancellationToken
    )
    {
        var answer = await CallAsync(
            command,
            $"SELECT documentdb_api_internal.create_indexes_non_concurrently($1, {Body}, true)::bytea",
            cancellationToken
        );
        var shard = BsonSerializer.Deserialize<BsonDocument>(answer)["raw"]["defaultShard"];
        return shard.AsBsonDocument.ToBson();
    }

    private async Task<byte[]> DropAsync(Command command, CancellationToken cancellationToken)
    {
        await using var call = source.CreateCommand(
            "SELECT documentdb_api.drop_collection($1, $2)"
        );
        call.Parameters.Add(new() { Value = command.Database });
        call.Parameters.Add(new() { Value = command.Collection });
        await call.ExecuteScalarAsync(cancellationToken);
        return Replies.Ok().ToBson();
    }

    private async Task<byte[]> DropDatabaseAsync(
        Command command,
        CancellationToken cancellationToken
    )
    {
        await using var call = source.CreateCommand("SELECT documentdb_api.drop_database($1)");
        call.Parameters.Add(new() { Value = command.Database });
        await call.ExecuteScalarAsync(cancellationToken);
        return Replies.Ok().ToBson();
    }

    private async Task<byte[]> StatsAsync(Command command, CancellationToken cancellationToken)
    {
        await using var call = source.CreateCommand(
            "SELECT documentdb_api.coll_stats($1, $2)::bytea"
        );
        call.Parameters.Add(new() { Value = command.Database });
        call.Parameters.Add(new() { Value = command.Collection });
        return (byte[])(await call.ExecuteScalarAsync(cancellationToken))!;
    }
}
