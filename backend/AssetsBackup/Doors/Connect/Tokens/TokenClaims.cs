using System.Text.Json;

namespace AssetsBackup.Doors.Connect.Tokens;

/// <summary>The claims of a Connect token; times are seconds since 1970, UTC.</summary>
/// <param name="Subject">Atlassian account id; absent for anonymous visitors and the system.</param>
/// <param name="Qsh">Query string hash, or the literal of a context token.</param>
internal sealed record TokenClaims(
    string Issuer,
    string? Subject,
    IReadOnlyList<string> Audience,
    long IssuedAt,
    long ExpiresAt,
    long? NotBefore,
    string Qsh
)
{
    // The Java reference's leeway (connect.md §3.1).
    private const long LeewaySeconds = 30;

    /// <summary>Null where a claim that every class needs is missing or of another type.</summary>
    public static TokenClaims? Read(JsonElement payload)
    {
        if (
            payload.ValueKind != JsonValueKind.Object
            || payload.Text("iss") is not { Length: > 0 } issuer
            || payload.Text("qsh") is not { Length: > 0 } qsh
            || payload.Seconds("iat") is not { } issuedAt
            || payload.Seconds("exp") is not { } expiresAt
        )
        {
            return null;
        }
        var notBefore = payload.Seconds("nbf");
        if (notBefore is null && payload.TryGetProperty("nbf", out _))
            return null;
        return new TokenClaims(
            issuer,
            payload.Text("sub"),
            ReadAudience(payload),
            issuedAt,
            expiresAt,
            notBefore,
            qsh
        );
    }

    public TokenRefusal? CheckTimes(DateTimeOffset now)
    {
        var seconds = now.ToUnixTimeSeconds();
        if (ExpiresAt <= seconds - LeewaySeconds)
            return TokenRefusal.Expired;
        return IssuedAt > seconds + LeewaySeconds || NotBefore > seconds + LeewaySeconds
            ? TokenRefusal.NotYetValid
            : null;
    }

    private static string[] ReadAudience(JsonElement payload) =>
        payload.TryGetProperty("aud", out var audience)
            ? audience.ValueKind switch
            {
                JsonValueKind.String => [audience.GetString()!],
                JsonValueKind.Array =>
                [
                    .. audience
                        .EnumerateArray()
                        .Where(item => item.ValueKind == JsonValueKind.String)
                        .Select(item => item.GetString()!),
                ],
                _ => [],
            }
            : [];
}

internal static class ClaimReading
{
    public static string? Text(this JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object
        && owner.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    public static long? Seconds(this JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.Number
        && value.TryGetInt64(out var seconds)
            ? seconds
            : null;
}
