using System.Buffers.Binary;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using MongoGateway.Commands;

namespace MongoGateway.Wire;

/// <summary>One request: OP_MSG, or OP_QUERY, which drivers still say hello with.</summary>
internal sealed class Message
{
    private const int Header = 16;
    private const int Longest = 48_000_000;
    private const int OpReply = 1;
    private const int OpQuery = 2004;
    private const int OpMsg = 2013;

    private readonly int id;
    private readonly int operation;

    private Message(int id, int operation, Command command, bool wantsNoReply)
    {
        this.id = id;
        this.operation = operation;
        Command = command;
        WantsNoReply = wantsNoReply;
    }

    public Command Command { get; }

    public bool WantsNoReply { get; }

    /// <summary>Null at the end of the stream.</summary>
    public static async Task<Message?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var header = new byte[Header];
        if (await stream.ReadAtLeastAsync(header, Header, false, cancellationToken) < Header)
            return null;
        var length = BinaryPrimitives.ReadInt32LittleEndian(header);
        var opcode = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(12));
        // Looked at first: the beginning of TLS reads like a message of 33 MB.
        if (opcode is not (OpMsg or OpQuery) || length is < Header or > Longest)
            throw new IOException($"Operation {opcode} of {length} bytes is not spoken here");
        var body = new byte[length - Header];
        await stream.ReadExactlyAsync(body, cancellationToken);
        var request = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(4));
        return opcode == OpMsg
            ? new(request, opcode, Sections(body), (body[0] & 2) != 0)
            : new(request, opcode, Query(body), wantsNoReply: false);
    }

    public async Task AnswerAsync(Stream stream, byte[] reply, CancellationToken cancellationToken)
    {
        var before = operation == OpQuery ? 20 : 5;
        var answer = new byte[Header + before + reply.Length];
        BinaryPrimitives.WriteInt32LittleEndian(answer, answer.Length);
        BinaryPrimitives.WriteInt32LittleEndian(answer.AsSpan(8), id);
        BinaryPrimitives.WriteInt32LittleEndian(
            answer.AsSpan(12),
            operation == OpQuery ? OpReply : OpMsg
        );
        if (operation == OpQuery)
            BinaryPrimitives.WriteInt32LittleEndian(answer.AsSpan(Header + 16), 1);
        reply.CopyTo(answer, Header + before);
        await stream.WriteAsync(answer, cancellationToken);
    }

    // flags, then sections: kind 0 is the command, kind 1 a named sequence of documents
    private static Command Sections(byte[] body)
    {
        BsonDocument? command = null;
        var documents = new List<ReadOnlyMemory<byte>>();
        var checksum = (body[0] & 1) != 0 ? 4 : 0;
        for (var at = 4; at < body.Length - checksum; )
        {
            var kind = body[at++];
            var size = BinaryPrimitives.ReadInt32LittleEndian(body.AsSpan(at));
            if (kind == 0)
                command = Parse(body.AsMemory(at, size));
            else
                documents.AddRange(Sequence(body.AsMemory(at, size)));
            at += size;
        }
        return new Command(
            command ?? throw new IOException("A message without command"),
            documents
        );
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Sequence(ReadOnlyMemory<byte> section)
    {
        var at = 4 + section.Span[4..].IndexOf((byte)0) + 1;
        while (at < section.Length)
        {
            var size = BinaryPrimitives.ReadInt32LittleEndian(section.Span[at..]);
            yield return section.Slice(at, size);
            at += size;
        }
    }

    // flags, full collection name, skip, return, then the command
    private static Command Query(byte[] body)
    {
        var at = 4 + Array.IndexOf(body, (byte)0, 4) - 4 + 1 + 8;
        return new Command(Parse(body.AsMemory(at)), []);
    }

    private static BsonDocument Parse(ReadOnlyMemory<byte> bytes) =>
        BsonSerializer.Deserialize<BsonDocument>(bytes.ToArray());
}
