using System.Security.Cryptography;
using System.Text;

namespace JiraSimulator.Worlds;

/// <summary>Files uploaded to the media host and the tokens that allow it; lost when the simulator ends.</summary>
internal sealed class MediaStore
{
    private readonly Dictionary<string, byte[]> files = [];
    private readonly Dictionary<string, DateTimeOffset> tokens = [];

    public string IssueToken(DateTimeOffset now)
    {
        var token = $"media.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24))}.token";
        tokens[token] = now.AddMinutes(15);
        return token;
    }

    public bool Accepts(string token, DateTimeOffset now) =>
        tokens.TryGetValue(token, out var until) && now < until;

    public string Keep(byte[] content)
    {
        var salt = Encoding.UTF8.GetBytes($"{files.Count} ");
        var id = new Guid(SHA256.HashData([.. salt, .. content]).AsSpan(0, 16)).ToString();
        files[id] = content;
        return id;
    }

    public byte[]? Find(string fileId) => files.GetValueOrDefault(fileId);
}
