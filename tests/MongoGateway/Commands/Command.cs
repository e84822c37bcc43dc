using MongoDB.Bson;

namespace MongoGateway.Commands;

/// <summary>A command as a driver sent it.</summary>
/// <param name="body">Its own document; the first member names it.</param>
/// <param name="documents">What it is about, where the driver sent that beside the command.</param>
public sealed class Command(BsonDocument body, IReadOnlyList<ReadOnlyMemory<byte>> documents)
{
    // For the server's sessions, routing and transactions, of which the engine knows nothing.
    private static readonly string[] NotForTheEngine =
    [
        "$db",
        "$readPreference",
        "$clusterTime",
        "lsid",
        "txnNumber",
        "apiVersion",
    ];

    public string Name => body.GetElement(0).Name;

    public BsonDocument Body => body;

    public IReadOnlyList<ReadOnlyMemory<byte>> Documents => documents;

    public string Database => body.GetValue("$db", "admin").AsString;

    /// <summary>The collection, for commands that have one.</summary>
    public string Collection => body[0].IsString ? body[0].AsString : "";

    public Command With(IEnumerable<ReadOnlyMemory<byte>> fewer) => new(body, [.. fewer]);

    internal byte[] ForEngine()
    {
        var copy = new BsonDocument(body);
        foreach (var name in NotForTheEngine)
            copy.Remove(name);
        return copy.ToBson();
    }

    /// <summary>The documents one behind the other, as the engine takes them; null where they are in the command.</summary>
    internal byte[]? Sequence()
    {
        if (documents.Count == 0)
            return null;
        var joined = new byte[documents.Sum(document => document.Length)];
        var at = 0;
        foreach (var document in documents)
        {
            document.CopyTo(joined.AsMemory(at));
            at += document.Length;
        }
        return joined;
    }
}
