using System.Collections.Concurrent;
using MongoDB.Bson;
using Npgsql;

namespace MongoGateway.Commands;

/// <summary>Open cursors. The engine gives a continuation to hand back; some cursors also hold their SQL connection.</summary>
internal sealed class Cursors : IAsyncDisposable
{
    private sealed record Open(byte[] Continuation, NpgsqlConnection? Held);

    private readonly ConcurrentDictionary<long, Open> open = new();

    public async Task<byte[]> OpenAsync(
        NpgsqlDataSource source,
        Command command,
        string kind,
        CancellationToken cancellationToken
    )
    {
        var connection = await source.OpenConnectionAsync(cancellationToken);
        var held = false;
        try
        {
            await using var call = new NpgsqlCommand(
                $"SELECT cursorpage::bytea, continuation::bytea, persistconnection, cursorid FROM documentdb_api.{kind}_cursor_first_page($1, $2::bytea::documentdb_core.bson)",
                connection
            );
            call.Parameters.Add(new() { Value = command.Database });
            call.Parameters.Add(new() { Value = command.ForEngine() });
            await using var row = await call.ExecuteReaderAsync(cancellationToken);
            await row.ReadAsync(cancellationToken);
            var page = row.GetFieldValue<byte[]>(0);
            if (!await row.IsDBNullAsync(1, cancellationToken))
            {
                held = row.GetBoolean(2);
                open[row.GetInt64(3)] = new(row.GetFieldValue<byte[]>(1), held ? connection : null);
            }
            return page;
        }
        finally
        {
            if (!held)
                await connection.DisposeAsync();
        }
    }

    public async Task<byte[]> MoreAsync(
        NpgsqlDataSource source,
        Command command,
        CancellationToken cancellationToken
    )
    {
        var id = command.Body[0].ToInt64();
        if (!open.TryRemove(id, out var cursor))
            return Replies.Error(43, $"cursor id {id} not found").ToBson();
        var connection = cursor.Held ?? await source.OpenConnectionAsync(cancellationToken);
        var kept = false;
        try
        {
            await using var call = new NpgsqlCommand(
                "SELECT cursorpage::bytea, continuation::bytea FROM documentdb_api.cursor_get_more($1, $2::bytea::documentdb_core.bson, $3::bytea::documentdb_core.bson)",
                connection
            );
            call.Parameters.Add(new() { Value = command.Database });
            call.Parameters.Add(new() { Value = command.ForEngine() });
            call.Parameters.Add(new() { Value = cursor.Continuation });
            await using var row = await call.ExecuteReaderAsync(cancellationToken);
            await row.ReadAsync(cancellationToken);
            var page = row.GetFieldValue<byte[]>(0);
            if (!await row.IsDBNullAsync(1, cancellationToken))
            {
                kept = cursor.Held is not null;
                open[id] = cursor with { Continuation = row.GetFieldValue<byte[]>(1) };
            }
            return page;
        }
        finally
        {
            if (!kept)
                await connection.DisposeAsync();
        }
    }

    public async Task<byte[]> KillAsync(Command command)
    {
        var ids = command.Body["cursors"].AsBsonArray;
        foreach (var id in ids)
            await CloseAsync(id.ToInt64());
        return new BsonDocument { { "cursorsKilled", ids }, { "ok", 1.0 } }.ToBson();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var id in open.Keys)
            await CloseAsync(id);
    }

    private async Task CloseAsync(long id)
    {
        if (open.TryRemove(id, out var cursor) && cursor.Held is { } held)
            await held.DisposeAsync();
    }
}
