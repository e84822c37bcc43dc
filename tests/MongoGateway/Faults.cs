using MongoDB.Bson;
using MongoGateway.Commands;

namespace MongoGateway;

/// <summary>One thing that goes wrong once: the next command of that name is refused, or its connection is cut.</summary>
/// <param name="command">The command's name, as the driver sends it.</param>
/// <param name="acts">Whether the command takes effect all the same.</param>
/// <param name="answer">What is answered; null cuts the connection.</param>
public sealed class Fault(string command, bool acts, BsonDocument? answer)
{
    public string Command => command;

    public bool Acts => acts;

    public BsonDocument? Answer => answer;

    /// <summary>Whether it has happened: a test that does not ask this proves nothing.</summary>
    public bool HasFired { get; internal set; }

    /// <summary>Runs the command or not, and ends the connection without an answer.</summary>
    public static Fault Cut(string command, bool acts) => new(command, acts, answer: null);

    public static Fault Error(string command, int code, bool acts = false) =>
        new(command, acts, Replies.Error(code, $"a test wants error {code}"));

    /// <summary>The whole command is refused for its rate.</summary>
    public static Fault Throttled(string command, int retryAfterMs, bool acts = false) =>
        new(command, acts, Replies.Error(16500, Replies.Throttled(retryAfterMs)));

    /// <summary>The write takes effect, but the majority does not confirm it in time.</summary>
    public static Fault NotConfirmed(string command) =>
        new(
            command,
            acts: true,
            new BsonDocument
            {
                { "n", 1 },
                {
                    "writeConcernError",
                    new BsonDocument
                    {
                        { "code", 64 },
                        { "errmsg", "waiting for replication timed out" },
                    }
                },
                { "ok", 1.0 },
            }
        );

    /// <summary>The command's one item is refused for its rate, inside an answer that says ok.</summary>
    public static Fault ThrottledItem(string command, int retryAfterMs, bool acts = false) =>
        new(
            command,
            acts,
            Replies.Written(0, [Replies.WriteError(0, 16500, Replies.Throttled(retryAfterMs))])
        );
}

/// <summary>What is still to go wrong, in order.</summary>
public sealed class Faults
{
    private readonly Lock gate = new();
    private readonly List<Fault> waiting = [];

    public void Add(params IEnumerable<Fault> faults)
    {
        lock (gate)
            waiting.AddRange(faults);
    }

    internal Fault? Take(string command)
    {
        lock (gate)
        {
            var fault = waiting.Find(fault => fault.Command == command);
            if (fault is null)
                return null;
            waiting.Remove(fault);
            fault.HasFired = true;
            return fault;
        }
    }
}
