using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace JiraSimulator.Worlds;

/// <summary>Files of the media host and the tokens that open it; what was uploaded is lost when the simulator ends.</summary>
internal sealed class MediaStore
{
    private const int TokensBeforePruning = 1000;

    private readonly Lock gate = new();
    private readonly Dictionary<string, Token> tokens = [];
    private readonly ConcurrentDictionary<string, MediaFile> files = [];

    /// <param name="objectId">The object whose files it opens, or null for those of the whole workspace.</param>
    public string IssueToken(DateTimeOffset now, Switches switches, long? objectId = null)
    {
        var text = $"media.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24))}.token";
        lock (gate)
        {
            if (tokens.Count >= TokensBeforePruning)
                Prune(now);
            tokens[text] = new Token(now.AddSeconds(switches.MediaTokenSeconds), objectId);
        }
        return text;
    }

    /// <summary>Takes one use of the token; null refuses it.</summary>
    public MediaPass? Admit(string token, DateTimeOffset now, Switches switches)
    {
        lock (gate)
        {
            if (!tokens.TryGetValue(token, out var found) || now >= found.Until)
                return null;
            return ++found.Uses > switches.MediaTokenUses ? null : new MediaPass(found.ObjectId);
        }
    }

    public MediaFile Keep(byte[] content)
    {
        var salt = Encoding.UTF8.GetBytes($"{files.Count} ");
        var id = new Guid(SHA256.HashData([.. salt, .. content]).AsSpan(0, 16)).ToString();
        return Keep(MediaFile.Of(id, content));
    }

    public MediaFile Keep(MediaFile file) => files[file.Id] = file;

    public MediaFile? Find(string fileId) =>
        files.GetValueOrDefault(fileId) ?? GeneratedFile.Find(fileId);

    private void Prune(DateTimeOffset now)
    {
        foreach (var (text, _) in tokens.Where(pair => now >= pair.Value.Until).ToList())
            tokens.Remove(text);
    }

    private sealed class Token(DateTimeOffset until, long? objectId)
    {
        public DateTimeOffset Until => until;
        public long? ObjectId => objectId;
        public int Uses { get; set; }
    }
}

/// <summary>What an admitted token opens.</summary>
internal sealed record MediaPass(long? ObjectId);
