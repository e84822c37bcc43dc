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
    private readonly ConcurrentDictionary<string, Lazy<MediaFile>> files = [];

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
        var id = IdOf([.. Encoding.UTF8.GetBytes($"{files.Count} "), .. content]);
        files[id] = new Lazy<MediaFile>(MediaFile.Of(id, content));
        return files[id].Value;
    }

    /// <summary>Keeps a file that is made when first read; answers its id.</summary>
    public string Keep(Func<byte[]> make, string name)
    {
        var id = IdOf(Encoding.UTF8.GetBytes(name));
        files[id] = new Lazy<MediaFile>(() => MediaFile.Of(id, make()));
        return id;
    }

    public MediaFile? Find(string fileId) =>
        files.TryGetValue(fileId, out var kept) ? kept.Value : GeneratedFile.Find(fileId);

    private static string IdOf(byte[] text) =>
        new Guid(SHA256.HashData(text).AsSpan(0, 16)).ToString();

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
