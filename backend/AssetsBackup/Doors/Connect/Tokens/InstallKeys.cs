using System.Net;
using System.Security.Cryptography;
using AssetsBackup.Hosting.Problems;

namespace AssetsBackup.Doors.Connect.Tokens;

/// <summary>Atlassian's public keys for lifecycle calls, by key id. A rotation is a new id, so a key never changes.</summary>
internal sealed class InstallKeys(IHttpClientFactory clients, ExpiringCache<Guid, string?> cache)
{
    public const string Client = "connect-install-keys";

    /// <summary>Pinned: nothing that a caller says may choose who vouches for them (connect.md §2.2).</summary>
    public static readonly Uri Server = new("https://connect-install-keys.atlassian.com/");

    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);
    private static readonly TimeSpan AbsenceKept = TimeSpan.FromMinutes(1);

    /// <summary>The key as PEM, or null where the id is none or the server knows no such key.</summary>
    /// <exception cref="ProblemException">The key server cannot be asked now.</exception>
    public async Task<string?> FindAsync(string? keyId, CancellationToken cancellationToken)
    {
        // Parsed before it becomes part of an address, and written anew into it.
        if (!Guid.TryParseExact(keyId, "D", out var id))
            return null;
        if (!cache.TryGet(id, out var pem))
        {
            pem = await FetchAsync(id, cancellationToken);
            cache.Set(id, pem, pem is null ? AbsenceKept : Kept);
        }
        return pem;
    }

    private async Task<string?> FetchAsync(Guid id, CancellationToken cancellationToken)
    {
        using var client = clients.CreateClient(Client);
        try
        {
            using var answer = await client.GetAsync(
                new Uri(Server, id.ToString("D")),
                cancellationToken
            );
            if (answer.StatusCode == HttpStatusCode.NotFound)
                return null;
            var pem = await answer.Content.ReadAsStringAsync(cancellationToken);
            return answer.StatusCode == HttpStatusCode.OK && IsPublicKey(pem)
                ? pem
                : throw new ProblemException(ConnectProblems.KeyServerNotReachable);
        }
        catch (Exception exception) when (exception.IsUnreachable(cancellationToken))
        {
            throw new ProblemException(ConnectProblems.KeyServerNotReachable);
        }
    }

    private static bool IsPublicKey(string pem)
    {
        using var rsa = RSA.Create();
        try
        {
            rsa.ImportFromPem(pem);
            return true;
        }
        catch (Exception exception) when (exception is ArgumentException or CryptographicException)
        {
            return false;
        }
    }
}
