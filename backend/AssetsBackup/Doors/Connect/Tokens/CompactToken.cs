using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace AssetsBackup.Doors.Connect.Tokens;

/// <summary>A JWT taken apart and not yet believed.</summary>
/// <param name="Signed">The bytes that the signature covers.</param>
internal sealed record CompactToken(
    string Algorithm,
    string? KeyId,
    TokenClaims Claims,
    byte[] Signed,
    byte[] Signature
)
{
    private const int MaxLength = 8 * 1024;

    private static readonly SearchValues<char> Alphabet = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_."
    );

    // A name that occurs twice would let two readers see two tokens.
    private static readonly JsonDocumentOptions Strict = new()
    {
        AllowDuplicateProperties = false,
        MaxDepth = 16,
    };

    /// <summary>Null where the text is no JWT with three segments and readable header and claims.</summary>
    public static CompactToken? Parse(string text)
    {
        var parts = text.Split('.');
        if (
            text.Length > MaxLength
            || parts.Length != 3
            || text.AsSpan().ContainsAnyExcept(Alphabet)
        )
        {
            return null;
        }
        try
        {
            using var header = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[0]), Strict);
            using var payload = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]), Strict);
            var claims = TokenClaims.Read(payload.RootElement);
            var algorithm = header.RootElement.Text("alg");
            if (
                claims is null
                || algorithm is null
                || header.RootElement.TryGetProperty("crit", out _)
            )
            {
                return null;
            }
            return new CompactToken(
                algorithm,
                header.RootElement.Text("kid"),
                claims,
                Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"),
                Base64Url.DecodeFromChars(parts[2])
            );
        }
        // The last is a string that is no Unicode text.
        catch (Exception exception)
            when (exception is FormatException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
