using System.Security.Cryptography;
using System.Text;

namespace MongoGateway.Access;

/// <summary>The server's side of SCRAM-SHA-256 (RFC 5802, RFC 7677), without channel binding as MongoDB has it.</summary>
internal sealed class ScramExchange
{
    private const int Iterations = 4096;

    private readonly string clientFirstBare;
    private readonly string serverFirst;
    private readonly string nonce;
    private readonly byte[] salted;

    private ScramExchange(GatewayUser user, string clientFirstBare, string clientNonce)
    {
        User = user;
        this.clientFirstBare = clientFirstBare;
        nonce = clientNonce + Convert.ToBase64String(RandomNumberGenerator.GetBytes(18));
        var salt = RandomNumberGenerator.GetBytes(28);
        serverFirst = $"r={nonce},s={Convert.ToBase64String(salt)},i={Iterations}";
        salted = Rfc2898DeriveBytes.Pbkdf2(
            user.Password,
            salt,
            Iterations,
            HashAlgorithmName.SHA256,
            32
        );
    }

    public GatewayUser User { get; }

    public byte[] ServerFirst => Encoding.UTF8.GetBytes(serverFirst);

    /// <summary>Null when nobody of that name may sign in.</summary>
    public static ScramExchange? Begin(IReadOnlyList<GatewayUser> users, byte[] clientFirst)
    {
        var text = Encoding.UTF8.GetString(clientFirst);
        var bare = text[(text.IndexOf(",,", StringComparison.Ordinal) + 2)..];
        var fields = Fields(bare);
        var name = fields['n'].Replace("=2C", ",").Replace("=3D", "=");
        var user = users.FirstOrDefault(user => user.Name == name);
        return user is null ? null : new ScramExchange(user, bare, fields['r']);
    }

    /// <summary>The server's signature, or null where the proof is wrong.</summary>
    public byte[]? Finish(byte[] clientFinal)
    {
        var text = Encoding.UTF8.GetString(clientFinal);
        var withoutProof = text[..text.LastIndexOf(",p=", StringComparison.Ordinal)];
        var fields = Fields(text);
        var all = Encoding.UTF8.GetBytes($"{clientFirstBare},{serverFirst},{withoutProof}");
        var clientKey = HMACSHA256.HashData(salted, "Client Key"u8);
        var signature = HMACSHA256.HashData(SHA256.HashData(clientKey), all);
        var proof = clientKey.Zip(signature, (key, mask) => (byte)(key ^ mask)).ToArray();
        if (
            fields['r'] != nonce
            || !CryptographicOperations.FixedTimeEquals(
                proof,
                Convert.FromBase64String(fields['p'])
            )
        )
            return null;
        var serverKey = HMACSHA256.HashData(salted, "Server Key"u8);
        return Encoding.UTF8.GetBytes(
            $"v={Convert.ToBase64String(HMACSHA256.HashData(serverKey, all))}"
        );
    }

    private static Dictionary<char, string> Fields(string text) =>
        text.Split(',')
            .Where(part => part.Length > 2)
            .ToDictionary(part => part[0], part => part[2..]);
}
